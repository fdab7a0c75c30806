import "./toasts.js";
import "./links.js";
import "./guard.js";
import "./focus.js";
import "./keys.js";
import "./drafts.js";
import "./listbox.js";
import "./combobox.js";
import "./chips.js";
import "./menus.js";
import "./dialogs.js";
import "./search.js";
import "./fields.js";
import "./tables.js";
import "./board.js";
import "./picks.js";
import "./uploads.js";

document.documentElement.dataset.js = "";
