namespace AfterSales.Service.Workflows;

/// <summary>The workflows of the folder cannot be deployed, so the service does not start. The message lists every problem.</summary>
public sealed class WorkflowsRefusedException(IReadOnlyList<string> problems)
    : Exception("The workflows cannot be deployed:" + string.Concat(problems.Select(problem => Environment.NewLine + "  " + problem)))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
