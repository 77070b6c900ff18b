using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Storage;

namespace AfterSales.Service.CorrectiveActions;

/// <summary>The register in the database.</summary>
internal static class CorrectiveActionTable
{
    private const string NumberPrefix = "CAR";

    private const string Columns =
        """
        action_number AS Number, instance_key AS InstanceKey, case_number AS CaseNumber, problem AS Problem, cause AS Cause, measure AS Measure, state AS State,
        failed_checks AS FailedChecks, opened_at AS OpenedAt, changed_at AS ChangedAt, closed_at AS ClosedAt
        """;

    /// <summary>
    /// Opens a line or brings the one of the same run up to date. Cause and measure stay where nothing new is said; a found effect
    /// closes the line, a missing one keeps it open and is counted.
    /// </summary>
    /// <returns>Its number.</returns>
    public static string Register(CommitContext commit, CorrectiveAction action, int year)
    {
        var existing = action.InstanceKey is { } instance
            ? commit.First<string>("SELECT action_number FROM corrective_actions WHERE instance_key = @instance", new { instance })
            : null;
        if (existing is null)
            return Insert(commit, action with { Number = CaseNumbers.Next(commit, NumberPrefix, year) });
        Update(commit, action with { Number = existing });
        return existing;
    }

    public static void Update(CommitContext commit, CorrectiveAction action) => commit.Execute(
        """
        UPDATE corrective_actions SET problem = coalesce(nullif(@Problem, ''), problem), cause = coalesce(@Cause, cause), measure = coalesce(@Measure, measure),
            failed_checks = failed_checks + (CASE WHEN @State = 'notEffective' AND state <> 'notEffective' THEN 1 ELSE 0 END),
            closed_at = CASE WHEN @State = 'effective' THEN coalesce(closed_at, @Now) END, state = @State, changed_at = @Now
        WHERE action_number = @Number
        """,
        new { action.Number, action.Problem, action.Cause, action.Measure, action.State, Now = commit.Now.ToStored() });

    public static CorrectiveAction? Find(RowSource rows, string number) =>
        rows.List<Row>($"SELECT {Columns} FROM corrective_actions WHERE action_number = @Number", new { Number = number.Trim().ToUpperInvariant() }).FirstOrDefault()?.ToAction();

    /// <summary>By part of number, problem, cause or measure, by state; the latest first.</summary>
    public static (IReadOnlyList<CorrectiveAction> Items, int Total) Search(RowSource rows, string? text, string? state, int skip, int take)
    {
        const string where =
            """
            FROM corrective_actions WHERE (@state IS NULL OR state = @state)
              AND (@Text IS NULL OR lower(action_number) LIKE @Text ESCAPE '\' OR lower(problem) LIKE @Text ESCAPE '\' OR lower(cause) LIKE @Text ESCAPE '\'
                OR lower(measure) LIKE @Text ESCAPE '\' OR lower(case_number) LIKE @Text ESCAPE '\')
            """;
        var parameters = new { Text = string.IsNullOrWhiteSpace(text) ? null : Sql.Anywhere(text.Trim()), state, skip, take };
        var total = rows.List<long>($"SELECT count(*) {where}", parameters)[0];
        return ([.. rows.List<Row>($"SELECT {Columns} {where} ORDER BY opened_at DESC, action_number DESC LIMIT @take OFFSET @skip", parameters).Select(row => row.ToAction())], (int)total);
    }

    private static string Insert(CommitContext commit, CorrectiveAction action)
    {
        commit.Execute(
            """
            INSERT INTO corrective_actions (action_number, instance_key, case_number, problem, cause, measure, state, failed_checks, opened_at, changed_at, closed_at)
            VALUES (@Number, @InstanceKey, @CaseNumber, @Problem, @Cause, @Measure, @State, @FailedChecks, @Now, @Now, @ClosedAt)
            """,
            new
            {
                action.Number, action.InstanceKey, action.CaseNumber, action.Problem, action.Cause, action.Measure, action.State,
                FailedChecks = action.State == CorrectiveActionStates.NotEffective ? 1 : 0, Now = commit.Now.ToStored(),
                ClosedAt = action.State == CorrectiveActionStates.Effective ? commit.Now.ToStored() : (long?)null,
            });
        return action.Number;
    }

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public long? InstanceKey { get; init; }
        public string? CaseNumber { get; init; }
        public string Problem { get; init; } = "";
        public string? Cause { get; init; }
        public string? Measure { get; init; }
        public string State { get; init; } = "";
        public int FailedChecks { get; init; }
        public long OpenedAt { get; init; }
        public long ChangedAt { get; init; }
        public long? ClosedAt { get; init; }

        public CorrectiveAction ToAction() => new()
        {
            Number = Number,
            InstanceKey = InstanceKey,
            CaseNumber = CaseNumber,
            Problem = Problem,
            Cause = Cause,
            Measure = Measure,
            State = State,
            FailedChecks = FailedChecks,
            OpenedAt = Instants.FromStored(OpenedAt),
            ChangedAt = Instants.FromStored(ChangedAt),
            ClosedAt = Instants.FromStored(ClosedAt),
        };
    }
}
