// The designer's pages without an editor: nothing but their look.
import '../styles/designer.css';
