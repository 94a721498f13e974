/** `import … from 'node:util'` asks for all that is in it, and loads parsing of arguments, diffs and MIME types. */
const util = process.getBuiltinModule('node:util');

export const { isDeepStrictEqual, promisify } = util;
export default util;
