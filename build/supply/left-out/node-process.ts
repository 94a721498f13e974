/** `import … from 'node:process'` asks for all that is in it, and loads reports and finalization. The global is the same object. */
export default process;
