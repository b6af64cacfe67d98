/* The few things every page does; each module listens on the document, so parts that arrive later work too. */
import './menus.js'
import './dialogs.js'
import './toasts.js'
import './form.js'
import './scrollers.js'
import './tables.js'
import './shortcuts.js'
