import fc from 'fast-check'

// A red build is about the change in it, so the properties try the same values each time. FC_SEED tries others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20240901) })
