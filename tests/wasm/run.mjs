// Runs a WebAssembly program of wasm32-wasip1 with the arguments that follow, and this program's input and output:
//     node tests/wasm/run.mjs PROGRAM.wasm --horizon 5 < series.csv
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [program, ...rest] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [program, ...rest], env: {}, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(await readFile(program), wasi.getImportObject());
process.exitCode = wasi.start(instance);
