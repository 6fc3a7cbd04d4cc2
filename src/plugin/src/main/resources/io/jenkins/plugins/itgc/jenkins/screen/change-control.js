(function () {
  "use strict";

  /* The forms of a waiting deployment in a dialog; without this script their links lead to a page with the same forms. */
  function openDialog(event) {
    const opener = event.currentTarget;
    const template = document.getElementById("change-control-" + opener.dataset.changeControlDialog);
    if (template === null) {
      return;
    }
    event.preventDefault();
    const form = template.content.querySelector("form").cloneNode(true);
    form.action = opener.dataset.action;
    crumb.appendToForm(form);
    dialog.modal(form, { title: opener.dataset.title, maxWidth: "550px" });
    form.querySelector("textarea").focus();
  }

  Behaviour.specify("[data-change-control-dialog]", "change-control-dialog", 0, function (opener) {
    opener.addEventListener("click", openDialog);
  });

  /* Asks by an address that holds the question alone, so that it can be passed on: Jenkins puts more into forms. */
  Behaviour.specify("form[data-change-control-query]", "change-control-query", 0, function (form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      const query = new URLSearchParams(new FormData(form));
      query.delete(crumb.fieldName);
      query.delete("json");
      window.location.href = form.action.split(/[?#]/)[0] + "?" + query + form.dataset.changeControlQuery;
    });
  });

  /* Follows what runs on the controller; the page is loaded anew when it has ended. */
  function follow(element) {
    fetch(element.dataset.changeControlProgress, { headers: { Accept: "application/json" } })
      .then((response) => response.json())
      .then((progress) => {
        if (!progress.running) {
          window.location.reload();
          return;
        }
        if (progress.percent >= 0) {
          element.querySelector("progress").value = progress.percent;
          element.querySelector("[data-percent]").textContent = progress.percent;
        }
        const what = element.querySelector("[data-what]");
        if (what !== null) {
          what.textContent = progress.what;
        }
        window.setTimeout(() => follow(element), 500);
      })
      .catch(() => window.setTimeout(() => follow(element), 5000));
  }

  Behaviour.specify("[data-change-control-progress]", "change-control-progress", 0, follow);
})();
