using AfterSales.Service.Storage;

namespace AfterSales.Service.Tasks;

/// <summary>To what a list of tasks is narrowed; everything that is null narrows nothing.</summary>
public sealed record TaskFilter
{
    /// <summary>As <see cref="Group"/>: what customers have to do.</summary>
    public const string Customers = "customer";

    /// <summary>As <see cref="Group"/>: what no department has to do.</summary>
    public const string NoGroup = "none";

    /// <summary>As <see cref="Who"/>: what nobody has taken.</summary>
    public const string Nobody = "nobody";

    /// <summary>Kind of the case.</summary>
    public string? Kind { get; init; }

    /// <summary>The department whose step it is.</summary>
    public string? Group { get; init; }

    /// <summary>Id of who has it.</summary>
    public string? Who { get; init; }

    /// <summary>Due before this instant.</summary>
    public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Only what has no due time.</summary>
    public bool NoDue { get; init; }

    /// <summary>Words of the step's name in any language, case number, subject, customer or serial number.</summary>
    public string? Text { get; init; }

    /// <summary>The conditions on tasks <c>t</c> and cases <c>c</c>, each after an AND; their parameters are <see cref="Parameters"/>.</summary>
    internal string Sql => string.Concat(Conditions().Select(condition => " AND " + condition));

    internal object Parameters => new { Kind, Group, Who, DueBefore = DueBefore.ToStored(), Pattern = Text is null ? null : Storage.Sql.Anywhere(Text) };

    private IEnumerable<string> Conditions()
    {
        const string customers = $"t.assignee LIKE '{TaskActor.CustomerPrefix}%'";
        if (Kind is not null)
            yield return "c.kind = @Kind";
        if (Group is not null)
            yield return Group switch
            {
                Customers => customers,
                NoGroup => "t.role IS NULL",
                _ => $"t.role = @Group AND (t.assignee IS NULL OR NOT {customers})",
            };
        if (Who is not null)
            yield return Who == Nobody ? "t.assignee IS NULL" : "t.assignee = @Who";
        if (NoDue)
            yield return "t.due_at IS NULL";
        else if (DueBefore is not null)
            yield return "t.due_at < @DueBefore";
        if (Text is not null)
            yield return "(" + string.Join(" OR ", Searched.Select(column => $"lower({column}) LIKE @Pattern ESCAPE '\\'")) + ")";
    }

    private static readonly string[] Searched = ["t.name_en", "t.name_fa", "t.name_zh", "t.case_number", "c.subject", "c.customer_name", "c.customer_company", "c.serial_number"];
}
