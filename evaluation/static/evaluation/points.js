/* Sums the ten lines while one types. Comfort only: the server adds up again. */
(function () {
  "use strict";
  var inputs = Array.prototype.slice.call(document.querySelectorAll("input[data-points]"));

  function valueOf(input) {
    var text = input.value.trim().replace(",", ".");
    return /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  }

  function written(value) {
    return value.toLocaleString("vi-VN", { maximumFractionDigits: 2 });
  }

  function sumOf(group) {
    var chosen = inputs.filter(function (input) { return group === "all" || input.dataset.points === group; });
    return chosen.reduce(function (sum, input) { return sum + (valueOf(input) || 0); }, 0);
  }

  function show() {
    Array.prototype.forEach.call(document.querySelectorAll("output[data-sum]"), function (output) {
      output.textContent = written(sumOf(output.dataset.sum));
    });
  }

  function judge(input) {
    var value = valueOf(input);
    var wrong = input.value.trim() !== "" && (value === null || value > Number(input.dataset.maximum));
    input.setAttribute("aria-invalid", String(wrong));
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches("input[data-points]")) { judge(event.target); show(); }
  });
  show();
})();
