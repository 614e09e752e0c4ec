"use strict";
// Copies a written request, and brings this page's line of the contents in sight.
// Without this script the text can be marked and copied by hand.
(() => {
  const side = document.querySelector(".side");
  const here = side?.querySelector("[aria-current]");
  if (here) side.scrollTop = here.offsetTop - side.clientHeight / 2;
  for (const letter of document.querySelectorAll(".letter")) {
    const text = letter.querySelector("pre");
    const button = letter.querySelector("button");
    const said = letter.querySelector("[role=status]");
    const select = () => {
      const range = document.createRange();
      range.selectNodeContents(text);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    };
    button.addEventListener("click", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(text.textContent);
        said.textContent = "Copied";
      } catch {
        select();
        said.textContent = document.execCommand("copy") ? "Copied" : "Marked; press Ctrl C to copy";
      }
    });
    button.hidden = false;
  }
})();
