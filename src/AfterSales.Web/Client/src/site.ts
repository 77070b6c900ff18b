import './styles/site.css';
import { guardSubmission } from './submission';
import { readToasts } from './toast';
import { closeMenus } from './menu';
import { forgetFinishedDrafts } from './draft';
import { openReceipts } from './receipts';

for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) guardSubmission(form);
readToasts();
closeMenus();
forgetFinishedDrafts();
openReceipts();
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-action="print"]'))
  button.addEventListener('click', () => window.print());
