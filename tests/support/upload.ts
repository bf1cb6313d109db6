/** A file as a browser or a supplier's system sends it: one part of multipart/form-data. */
export async function upload(bytes: Uint8Array, { field = 'file', fileName = 'return.xlsx' } = {}) {
  const form = new FormData()
  form.append(field, new Blob([Buffer.from(bytes)]), fileName)
  const sent = new Response(form)
  return {
    method: 'POST' as const,
    payload: Buffer.from(await sent.arrayBuffer()),
    headers: { 'content-type': sent.headers.get('content-type') ?? '' },
  }
}
