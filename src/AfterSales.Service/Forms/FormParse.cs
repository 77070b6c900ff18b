namespace AfterSales.Service.Forms;

/// <summary>A form schema that was read, or what is wrong with it.</summary>
public sealed record FormParse(FormSchema? Schema, IReadOnlyList<FormProblem> Problems)
{
    public bool IsOk => Schema is not null;
}
