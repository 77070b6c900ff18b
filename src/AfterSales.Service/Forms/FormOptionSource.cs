using AfterSales.Feel.Values;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Forms;

/// <summary>An option with the value the process gets, which may be a number or true and false, and the text that is posted for it.</summary>
internal sealed record FormOptionSource(FeelValue Value, string Posted, LocalText Label)
{
    public FormOption View => new(Posted, Label);
}
