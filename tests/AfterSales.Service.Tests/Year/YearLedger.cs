using AfterSales.Service.Storage;

namespace AfterSales.Service.Tests.Year;

/// <summary>What happened in the simulated year as the world outside saw it, kept apart from the service's own tables.</summary>
internal sealed class YearLedger
{
    private readonly List<(string CaseNumber, string Kind, DateTimeOffset At)> _requests = [];
    private readonly List<DoneTask> _done = [];

    public IReadOnlyList<(string CaseNumber, string Kind, DateTimeOffset At)> Requests => _requests;

    public IReadOnlyList<DoneTask> Done => _done;

    /// <summary>Customer tasks nobody ever answers.</summary>
    public int NeverAnswered { get; set; }

    /// <summary>Answers a form refused before it took others.</summary>
    public int Refusals { get; private set; }

    public int Steps { get; set; }

    public TimeSpan Elapsed { get; set; }

    public void Received(string caseNumber, string kind, DateTimeOffset at) => _requests.Add((caseNumber, kind, at));

    public void Completed(NewTask task, string by, DateTimeOffset at, IReadOnlyList<(string Name, string Text)> answers)
    {
        lock (_done)
            _done.Add(new DoneTask(task.CaseNumber, task.ElementId, by, at, Instants.FromStored(task.DueAt), task.IsCustomers, answers));
    }

    public void Refused()
    {
        lock (_done)
            Refusals++;
    }
}

/// <summary>A task somebody completed, with what was answered.</summary>
internal sealed record DoneTask(string? CaseNumber, string ElementId, string By, DateTimeOffset At, DateTimeOffset? DueAt, bool ByCustomer, IReadOnlyList<(string Name, string Text)> Answers)
{
    public string? Answer(string name) => Answers.Where(answer => answer.Name == name).Select(answer => answer.Text).FirstOrDefault();
}
