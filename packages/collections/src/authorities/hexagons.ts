interface Hexagon {
  /** Half the width of a hexagon further right: the next one of a row is two further, those of the rows above and below one. */
  readonly column: number
  readonly row: number
}

// England as hexagons of one size, one for each local authority of today, by DfE number: every line stands half a hexagon aside of the next. The
// layout is our own: regions keep together, neighbours are as near as they can be, and London is as large as its number of authorities.
// biome-ignore format: it reads as a map
const england = [
  '                              929',
  '                            391 392',
  '                          942 390 393',
  '                            943 840 394 805',
  '                          890 888 841 808 806',
  '                        343 350 889 815 816 807',
  '                      341 359 351 380 383 811 810',
  '                    340 342 354 381 382 384 371',
  '                  344 876 877 355 353 370 372 813',
  '                    896 895 358 352 357 373 891 812',
  '                      893 861 356 830 831 892 925',
  '                        894 860 335 855 856 857 874',
  '                      884 336 333 330 331 941 940 873 926',
  '                        885 332 937 334 822 823 821 935',
  '                  803 916 931 825 826 308 919 881 882',
  '                801 866 870 871 310 302 309 320 883',
  '              800 869 868 312 304 202 206 204 317 311',
  '            802 865 872 307 205 207 213 201 211 316 301',
  '              933 838 867 313 212 208 210 209 203 303',
  '            878     839 850 318 315 306 305 886 887',
  '      908 879 880         852 314 319 936 845',
  '420                         851 938 846',
  '',
  '                            921',
]

/** Where each local authority of today stands on a map of England on which all have the same size. Those that were closed have no place. */
export const hexagons: ReadonlyMap<string, Hexagon> = new Map(
  england.flatMap((line, row) =>
    [...line.matchAll(/\d+/g)].map(({ 0: code, index }) => [code, { column: index / 2, row }] as const),
  ),
)
