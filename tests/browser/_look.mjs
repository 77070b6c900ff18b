import { Looks } from './looks.mjs';
import { cutOrCovered } from './cut.mjs';
import { Product, eventually } from './product.mjs';
import { openBrowser, phone } from './visitors.mjs';
const address='http://127.0.0.1:5391'; const shots='/tmp/designer-shots';
const product=new Product(address,'admin','a-password-for-tests');
const looks=new Looks(null); const browser=await openBrowser(address,{looks});
const langs=(process.argv[2]??'en').split(','); const only=process.argv[3]?.split(',');
const widths=(process.argv[4]??'375').split(',').map(Number);
try {
  const head=await product.call('GET','/api/designer/drafts/workflow/installation?head=true');
  if(head.revision===0){ const {content}=await product.call('GET','/api/designer/drafts/workflow/installation');
    await product.call('PUT','/api/designer/drafts/workflow/installation',{revision:0,content:content.replace(/add working days\(date and time\(case\.receivedAt\), 7/,'add working days(date and time(case.receivedAt), 5')}); }
  for(const language of langs) for (const w of widths){
    const page=await browser.signIn('service-manager','after-sales-demo',language,w<500?phone:{width:w,height:900}); page.setDefaultTimeout(20000);
    for(const [name,url,wait] of [
      ['library','/designer'],['lib-mail','/designer?kind=mail'],['bpmn','/designer/bpmn/installation','[data-editor][data-ready]'],['form','/designer/form/customer-info-record','[data-editor][data-ready]'],
      ['decision','/designer/decision/warranty','[data-editor][data-ready]'],['mail','/designer/mail/task','[data-editor][data-ready]'],
      ['compare','/designer/compare?kind=workflow&name=installation','[data-side="after"][data-drawn]'],['publish','/designer/publish?kind=workflow&name=installation'],
      ['changes','/designer/changes'],['instances','/designer/instances/complaint-handling/1'],['migrate','/designer/migrate/installation'],['runnew','/designer/runs/new?process=complaint-handling'],['scenarios','/designer/scenarios?process=complaint-handling'],['replay','/designer/replay?process=complaint-handling']]){
      if(only&&!only.includes(name)) continue;
      await page.goto(address+url);
      if(wait) await page.locator(wait).first().waitFor().catch(e=>console.log(name,'not ready',e.message.split('\n')[0]));
      await page.waitForTimeout(700);
      const over=await page.evaluate(()=>document.documentElement.scrollWidth-document.documentElement.clientWidth);
      if(over>1) console.log(language,w,name,'overflow',over);
      for(const f of await page.evaluate(cutOrCovered)) console.log(language,w,name,f);
      await page.screenshot({path:`${shots}/${name}-${language}-${w}.png`,fullPage:true});
    }
    await page.context().close();
  }
  for(const c of looks.complaints) console.log('!',c);
} finally { await browser.close(); }
