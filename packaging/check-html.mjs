// Opens exported pages in Chromium and Firefox, as a person would: from disk, with the page's own policy in force.
// Called by check-html with the folder of all pages and the pages.
import { createRequire } from "node:module";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { tmpdir } from "node:os";
import { fileURLToPath, pathToFileURL } from "node:url";

const tools = process.env.CHECK_HTML_TOOLS;
const require = createRequire(join(tools, "x.js"));
const { chromium } = require("playwright-core");
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const shots = process.env.CHECK_HTML_SHOTS;
const [root, ...pages] = process.argv.slice(2);
if (shots) mkdirSync(shots, { recursive: true });

const problems = [];
const problem = (page, what) => problems.push(`${relative(root, page)}: ${what}`);
const short = (page) => relative(root, page).replace(/[^A-Za-z0-9_.-]+/g, "_").replace(/\.html$/, "");
const local = (url) => url.startsWith("file://") || url.startsWith("data:") || url === "about:blank";
// Start pages and single pages are looked at in every way, the others in two.
const isStart = (page) => basename(page) === "START-HERE.html" || !dirname(page).endsWith("pages");

const counts = { views: 0, axe: 0, rules: 0, requests: 0, links: 0 };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});

// Opens a page and listens for all that must not happen.
async function open(page, settings) {
  const context = await browser.newContext(settings);
  const view = await context.newPage();
  const where = `${settings.viewport.width} ${settings.colorScheme ?? "light"}`;
  view.on("console", (said) => problem(page, `${where}: console: ${said.text()}`));
  view.on("pageerror", (error) => problem(page, `${where}: ${error.message}`));
  view.on("dialog", (dialog) => { problem(page, `${where}: a dialog opened`); dialog.dismiss(); });
  view.on("request", (request) => {
    counts.requests += local(request.url()) ? 0 : 1;
    if (!local(request.url())) problem(page, `${where}: asked for ${request.url()}`);
  });
  await view.goto(pathToFileURL(page).href);
  counts.views += 1;
  return { context, view, where };
}

// axe runs in a world of its own beside the page, so that the page's policy stays in force.
async function axe(context, view, page, where) {
  const session = await context.newCDPSession(view);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const run = async (expression, more = {}) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, contextId, ...more });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await run(axeSource);
  // Without `preload`, which would fetch the stylesheet once more, and the policy refuses that.
  const options = { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
  const text = await run(`axe.run(document, ${JSON.stringify(options)}).then((found) => JSON.stringify(
    { passes: found.passes.length, violations: found.violations.map((one) => ({ id: one.id, help: one.help,
      nodes: one.nodes.map((node) => node.html.slice(0, 160)) })) }))`, { awaitPromise: true, returnByValue: true });
  const found = JSON.parse(text);
  counts.axe += 1;
  counts.rules += found.passes;
  if (found.passes < 10) problem(page, `${where}: axe found only ${found.passes} rules to hold`);
  for (const one of found.violations) problem(page, `${where}: axe ${one.id}: ${one.help}\n    ${one.nodes.join("\n    ")}`);
  await session.detach();
}

async function fits(view, page, where) {
  const [wide, seen] = await view.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > seen) problem(page, `${where}: ${wide - seen} px wider than the window`);
}

// Links inside lead to files that are there, enclosed documents too.
async function leads(view, page) {
  const links = await view.evaluate(() => [...document.links].map((link) => link.href));
  for (const link of links.filter((link) => link.startsWith("file:"))) {
    counts.links += 1;
    if (!existsSync(fileURLToPath(link.split("#")[0]))) problem(page, `leads nowhere: ${link}`);
  }
}

async function looks(page) {
  const desktop = { viewport: { width: 1280, height: 900 } };
  const phone = { viewport: { width: 360, height: 800 } };
  const ways = isStart(page)
    ? [desktop, { ...desktop, colorScheme: "dark" }, phone, { ...phone, colorScheme: "dark" },
      { ...desktop, contrast: "more" }, { ...desktop, contrast: "more", colorScheme: "dark" },
      { viewport: { width: 640, height: 360 } }]
    : [desktop, { ...phone, colorScheme: "dark" }];
  for (const settings of ways) {
    const { context, view, where } = await open(page, settings);
    for (const summary of await view.locator("summary:visible").all()) await summary.click();
    await axe(context, view, page, where);
    await fits(view, page, where);
    if (shots && (isStart(page) || settings.colorScheme !== "dark")) {
      const name = `${short(page)}-${settings.viewport.width}-${settings.colorScheme ?? "light"}${settings.contrast ?? ""}`;
      await view.screenshot({ path: join(shots, `${name}.png`) });
    }
    await context.close();
  }
  const { context, view } = await open(page, { viewport: { width: 320, height: 640 } });
  await fits(view, page, "320");
  await leads(view, page);
  if (isStart(page)) {
    await view.keyboard.press("Tab");
    const first = await view.evaluate(() => document.activeElement.textContent);
    if (first !== "Skip to the text") problem(page, `Tab comes first to "${first}"`);
  }
  // Every target of a finger is 44 px high on a phone, but for links in running text.
  const small = await view.evaluate(() => [...document.querySelectorAll(".button, .contents a, summary, .chip, .field input")]
    .filter((one) => one.checkVisibility()).filter((one) => one.getBoundingClientRect().height < 44)
    .map((one) => one.outerHTML.slice(0, 80)));
  for (const one of small) problem(page, `320: under 44 px: ${one}`);
  await context.close();
}

// Whole without scripting: the same words, the search away, the folds working.
async function withoutScript(page) {
  const { context: with_, view: scripted } = await open(page, { viewport: { width: 360, height: 800 } });
  const words = (view) => view.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true);
    for (const gone of copy.querySelectorAll("[role=search], .copy, .copied")) gone.remove();
    return copy.textContent;
  });
  const { context, view } = await open(page, { viewport: { width: 360, height: 800 }, javaScriptEnabled: false });
  if (await words(view) !== await words(scripted)) problem(page, "other words without scripting");
  if (await view.locator("#query").count() && await view.locator("#query").isVisible()) problem(page, "a search that cannot work");
  if (await view.locator(".copy:visible").count()) problem(page, "a button that cannot work");
  await view.locator(".bar summary").click();
  if (!await view.locator(".contents nav").isVisible()) problem(page, "the contents do not unfold without scripting");
  await context.close();
  await with_.close();
}

// The same steps in either browser; what differs between them comes in.
async function search(page, name, { type, read, press, titles, images, hidden }) {
  const expect = async (query, check, wish) => {
    await type(query);
    const [said, shown] = [await read("#found"), await titles()];
    if (!check(said, shown)) problem(page, `${name}: "${query}" gave "${said}" and ${JSON.stringify(shown)}, not ${wish}`);
  };
  const all = await titles();
  const title = all[0];
  const word = title.match(/\p{L}{6,}/u)?.[0] ?? title;
  const slip = word.slice(0, 2) + word[3] + word[2] + word.slice(4);
  const away = await hidden();
  if (away > 0) problem(page, `${name}: ${away} sections are hidden before anything is searched`);
  await expect(word, (_, shown) => shown.includes(title), "its title");
  await expect(word.slice(0, 4).toUpperCase(), (_, shown) => shown.includes(title), "the title by the start of a word");
  await expect(slip, (_, shown) => shown.includes(title), "the title in spite of a slip");
  await expect("qqzzxx", (said, shown) => shown.length === 0 && said.startsWith("No resource holds “qqzzxx”"), "nothing");
  await expect(`${word} qqzzxx`, (_, shown) => shown.length === 0, "nothing, as all words count");
  await expect("<img src=x onerror=alert(1)>", () => true, "anything but a picture");
  if (await images() > 0) problem(page, `${name}: markup in the search became a picture`);
  await press("Escape");
  const left = await titles();
  if (left.length !== all.length) problem(page, `${name}: Escape leaves ${left.length} of ${all.length}`);
}

// Pictures that the page itself does not hold.
const markupImages = () => [...document.images].filter((image) => !image.src.startsWith("data:")).length;

const hiddenSections = () => [...document.querySelectorAll("main .category")].filter((one) => !one.checkVisibility()).length;

const visibleTitles = () => [...document.querySelectorAll("main article")].filter((one) => one.checkVisibility())
  .map((one) => one.querySelector("h3").textContent);

async function searchInChromium(page) {
  const { context, view } = await open(page, { viewport: { width: 1280, height: 900 } });
  if (await view.locator("#query").count()) {
    const settle = () => view.waitForTimeout(60);
    await search(page, "chromium", {
      type: async (text) => { await view.fill("#query", text); await settle(); },
      read: (selector) => view.locator(selector).textContent(),
      press: async (key) => { await view.press("#query", key); await settle(); },
      titles: () => view.evaluate(visibleTitles),
      images: () => view.evaluate(markupImages),
      hidden: () => view.evaluate(hiddenSections),
    });
    const boxes = view.locator(".filters input");
    if (await boxes.count()) {
      await view.click(".filters summary");
      const all = (await view.evaluate(visibleTitles)).length;
      const wanted = Number(await view.locator(".chip .count").first().textContent());
      await boxes.first().check();
      const shown = (await view.evaluate(visibleTitles)).length;
      if (shown !== wanted || shown >= all) problem(page, `a filter shows ${shown} instead of ${wanted}`);
      await view.click("#clear");
      if ((await view.evaluate(visibleTitles)).length !== all) problem(page, "Clear does not clear");
    }
    await view.press("#query", "Enter");
    const reached = await view.evaluate(() => document.activeElement.closest("main article") !== null);
    if (!reached) problem(page, "Enter does not go to the first hit");
  }
  await context.close();
}

// A request is copied, or marked where the browser lets nothing be copied.
async function copy(page) {
  const { context, view } = await open(page, { viewport: { width: 1280, height: 900 } });
  const letter = view.locator(".request").first();
  await letter.locator("summary").click();
  await letter.locator(".copy").click();
  await view.waitForTimeout(100);
  const said = await letter.locator("[role=status]").textContent();
  if (!/^(Copied|Marked)/.test(said)) problem(page, `copying a request says "${said}"`);
  await context.close();
}

// Opened inside a zip a page lies alone in a folder for temporary files.
async function insideZip(page) {
  const folder = mkdtempSync(join(tmpdir(), "temp-"));
  try {
    const alone = join(folder, "Temp1_Toolbox.zip", "START-HERE.html");
    mkdirSync(dirname(alone));
    copyFileSync(page, alone);
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ javaScriptEnabled });
      const view = await context.newPage();
      await view.goto(pathToFileURL(alone).href);
      if (!await view.locator("#extract").isVisible()) problem(page, "alone it does not say to extract first");
      if (shots && javaScriptEnabled) await view.screenshot({ path: join(shots, `${short(page)}-inside-zip.png`) });
      await context.close();
    }
    const { context, view } = await open(page, { viewport: { width: 1280, height: 900 } });
    if (await view.locator("#extract").isVisible()) problem(page, "it says to extract first where it lies whole");
    await context.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function printed(page) {
  const { context, view } = await open(page, { viewport: { width: 1280, height: 900 } });
  await view.emulateMedia({ media: "print" });
  for (const gone of [".bar", ".side", "#find"]) {
    if (await view.locator(gone).count() && await view.locator(gone).first().isVisible()) problem(page, `${gone} is printed`);
  }
  if (shots) await view.pdf({ path: join(shots, `${short(page)}.pdf`), preferCSSPageSize: true, format: "A4" });
  await context.close();
}

async function inFirefox(list) {
  const firefox = await puppeteer.launch({
    browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", headless: true, args: ["--no-remote"],
  });
  try {
    for (const page of list) {
      const view = await firefox.newPage();
      await view.setViewport({ width: 1280, height: 900 });
      view.on("console", (said) => problem(page, `firefox: console: ${said.text()}`));
      view.on("pageerror", (error) => problem(page, `firefox: ${error.message}`));
      view.on("request", (request) => { if (!local(request.url())) problem(page, `firefox: asked for ${request.url()}`); });
      await view.goto(pathToFileURL(page).href);
      const state = await view.evaluate(() => ({
        ground: getComputedStyle(document.querySelector(".bar")).backgroundColor,
        fonts: [...document.fonts].filter((font) => font.status === "loaded").length,
      }));
      if (state.ground === "rgba(0, 0, 0, 0)") problem(page, "firefox: no stylesheet");
      if (state.fonts < 3) problem(page, `firefox: only ${state.fonts} fonts loaded`);
      if (isStart(page) && await view.$("#query")) {
        const settle = () => new Promise((done) => { setTimeout(done, 60); });
        await search(page, "firefox", {
          type: async (text) => {
            await view.$eval("#query", (field) => { field.focus(); field.select(); });
            await view.keyboard.press("Backspace");
            await view.keyboard.type(text);
            await settle();
          },
          read: (selector) => view.$eval(selector, (node) => node.textContent),
          press: async (key) => { await view.keyboard.press(key); await settle(); },
          titles: () => view.evaluate(visibleTitles),
          images: () => view.evaluate(markupImages),
          hidden: () => view.evaluate(hiddenSections),
        });
      }
      if (shots) await view.screenshot({ path: join(shots, `${short(page)}-firefox.png`) });
      await view.close();
    }
    return await firefox.version();
  } finally {
    await firefox.close();
  }
}

const seen = new Set();
for (const page of pages) {
  // The pages of a zip are those of the folder; the same bytes are looked at once.
  const bytes = readFileSync(page, "utf8");
  if (seen.has(bytes)) continue;
  seen.add(bytes);
  await looks(page);
  if (isStart(page)) {
    await withoutScript(page);
    await searchInChromium(page);
    await printed(page);
  }
  if (basename(page) === "START-HERE.html") await insideZip(page);
}
const entry = pages.find((page) => dirname(page).endsWith("pages") && !/\/0+_/.test(page));
if (entry) {
  await withoutScript(entry);
  await printed(entry);
  await copy(entry);
}
const version = browser.version();
await browser.close();
const firefox = await inFirefox(pages.filter((page) => isStart(page) || page === entry));
const checked = `${pages.length} pages, ${seen.size} different ones`;

console.log(`Chromium ${version}: ${checked}, in ${counts.views} views, ${counts.requests} requests`);
console.log(`axe: ${counts.axe} runs, ${counts.rules} rules held`);
console.log(`Firefox: ${firefox}`);
console.log(`${counts.links} links inside`);
if (problems.length > 0) {
  console.error(`${problems.length} problems\n${[...new Set(problems)].join("\n")}`);
  process.exit(1);
}
console.log("0 problems");
