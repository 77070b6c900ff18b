using AfterSales.Service.Attachments;
using AfterSales.Service.Forms;
using AfterSales.Service.Languages;

namespace AfterSales.Service.Tasks;

/// <summary>
/// Completing a task with its form: answers are checked, files stored, the record section signed and the workflow moved
/// on, all in one commit. Of two people completing the same task at once one wins; the other learns who was first.
/// </summary>
public sealed class TaskCompletion
{
    /// <param name="language">The language mistakes are told in.</param>
    public Task<TaskSubmission> SubmitAsync(
        long taskKey, TaskActor actor, IFormValues answers, IReadOnlyList<UploadedFile> files, Language language, CancellationToken ct = default) =>
        throw new NotImplementedException();
}
