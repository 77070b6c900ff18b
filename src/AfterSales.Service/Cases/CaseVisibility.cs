using System.Data.Common;
using AfterSales.Service.People;
using AfterSales.Service.Tasks;
using Dapper;

namespace AfterSales.Service.Cases;

/// <summary>
/// Who sees which case. Managers, process owners and admins see all; others those whose owner department or tasks, open or
/// done, touch their departments, themselves, or somebody they stand in for.
/// </summary>
public sealed class CaseVisibility(People.Directory people, TimeProvider clock)
{
    private const string Touches =
        """
        (c.owner_department IN @Groups OR EXISTS (
            SELECT 1 FROM tasks t WHERE t.case_number = c.case_number AND (
                t.assignee IN @Ids OR t.completed_by IN @Ids
                OR EXISTS (SELECT 1 FROM task_candidates tc WHERE tc.task_key = t.task_key AND tc.candidate IN @Candidates))))
        """;

    /// <summary>The condition on cases <c>c</c> and its parameters.</summary>
    internal (string Sql, Reach Reach) Condition(Person reader) => (reader.SeesEverything ? "1 = 1" : Touches, ReachOf(reader));

    /// <summary>Whether one case may be seen.</summary>
    internal bool Sees(DbConnection db, Person reader, string caseNumber) => Seen(db, reader, [caseNumber]).Count > 0;

    /// <summary>Those of some cases that are there and may be seen; at most one query.</summary>
    internal IReadOnlySet<string> Seen(DbConnection db, Person reader, IReadOnlyCollection<string> caseNumbers)
    {
        if (caseNumbers.Count == 0)
            return new HashSet<string>();
        var (sql, reach) = Condition(reader);
        var parameters = new DynamicParameters(reach);
        parameters.Add("caseNumbers", caseNumbers);
        return db.Query<string>($"SELECT c.case_number FROM cases c WHERE c.case_number IN @caseNumbers AND {sql}", parameters).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Under which names work reaches a person now, his own and those he stands in for.</summary>
    internal Reach ReachOf(Person reader)
    {
        var away = people.SubstitutedBy(reader, clock.GetUtcNow());
        var ids = away.Select(person => person.Id).Prepend(reader.Id).ToList();
        var groups = away.SelectMany(person => person.Groups).Concat(reader.Groups).Distinct().ToList();
        return new Reach(ids, groups, [.. groups, .. ids.Select(id => TaskTable.UserPrefix + id)]);
    }

    /// <param name="Ids">Person ids.</param>
    /// <param name="Groups">Role ids.</param>
    /// <param name="Candidates">Both, as tasks write down their candidates.</param>
    internal sealed record Reach(IReadOnlyList<string> Ids, IReadOnlyList<string> Groups, IReadOnlyList<string> Candidates);
}
