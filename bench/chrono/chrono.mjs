// What chrono-node (zh.hans) needs for the dates of one text: as bench/measure.hpp counts, in its words, after a first pass that warms it up.
//   node chrono.mjs MESSAGES.jsonl
import { readFileSync } from 'node:fs';
import * as chrono from 'chrono-node';

const rounds = 50;
const parser = chrono.zh.hans;
const messages = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)
  .map((line) => JSON.parse(line))
  .map(({ text, reference }) => ({ text, at: new Date(`${reference.slice(0, 10)}T09:30:00+08:00`) }));

let found = 0;
for (let i = 0; i < 20; ++i) for (const { text, at } of messages) parser.parse(text, at);
const each = messages.map(({ text, at }) => {
  const took = [];
  for (let i = 0; i < rounds; ++i) {
    const begin = process.hrtime.bigint();
    found += parser.parse(text, at).length;
    took.push(Number(process.hrtime.bigint() - begin) / 1000);
  }
  return took.sort((a, b) => a - b)[rounds / 2];
}).sort((a, b) => a - b);
const share = (s) => each[Math.min(each.length - 1, Math.floor(s * each.length))].toFixed(1);
console.log(`${each.length} texts, ${found / rounds} mentions: median ${share(0.5)} us, p99 ${share(0.99)} us, slowest ${share(1)} us`);
