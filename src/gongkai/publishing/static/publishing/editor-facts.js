// Grounds that cannot bear the chosen attribute are put out of reach; the server refuses them in any case.

const form = document.querySelector("#draft");
const ground = form?.elements.ground;
if (ground) {
  form.addEventListener("change", (event) => event.target.name === "disclosure" && narrow());
  narrow();
}

function narrow() {
  const chosen = form.elements.disclosure.value;
  for (const option of ground.options) {
    const bears = option.dataset.bears?.split(" ");
    option.hidden = option.disabled = Boolean(bears) && !bears.includes(chosen);
    if (option.selected && option.disabled) ground.value = "";
  }
}
