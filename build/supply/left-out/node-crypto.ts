/** `import … from 'node:crypto'` asks for all that is in it, and with `webcrypto` loads another dozen of Node's files. */
const crypto = process.getBuiltinModule('node:crypto');

export const { createHash, randomBytes, randomUUID, timingSafeEqual } = crypto;
export default crypto;
