using AfterSales.Engine.Commits;

namespace AfterSales.Service.Notifications;

/// <summary>
/// Writes mails inside a commit: they go out if, and only if, the commit succeeds. Rendering happens here, on the writer,
/// and takes well under a millisecond; sending happens later and never holds anything up.
/// </summary>
public interface INotifier
{
    /// <summary>Renders and queues one mail.</summary>
    /// <returns>The key of the mail; of the earlier one when the dedupe key was used before.</returns>
    /// <exception cref="Mail.Templates.MailTemplateException">There is no such template.</exception>
    long Enqueue(CommitContext commit, Notification notification);
}
