namespace AfterSales.Service.Forms;

/// <summary>What somebody sent: texts by the name of the input, as a browser posts them.</summary>
public interface IFormValues
{
    /// <summary>Every name that was sent, also those the form does not know.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The texts sent under a name, in order; empty when there was none.</summary>
    IReadOnlyList<string> Get(string name);
}
