using AfterSales.Bpmn.Interpretation;
using AfterSales.Engine.Commits;
using AfterSales.Service.Cases;
using AfterSales.Service.Tasks.Obstacles;
using AfterSales.Service.Tasks.Questions;

namespace AfterSales.Service.Tasks;

/// <summary>What held a task up is over when the task is: its question to the customer is closed, its obstacles are.</summary>
internal sealed class HeldTaskObserver(TaskQuestions questions, CaseLinks links) : IEngineObserver
{
    public void Observe(CommitContext commit)
    {
        foreach (var closed in commit.Effects.OfType<UserTaskClosed>())
        {
            // Only the customer of a case is asked anything.
            if (links.Of(commit) is not null)
                questions.EndWithTask(commit, closed.UserTaskKey);
            ObstacleTable.EndWithTask(commit, closed.UserTaskKey);
        }
    }
}
