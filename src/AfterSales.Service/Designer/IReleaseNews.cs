using AfterSales.Engine.Commits;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;

namespace AfterSales.Service.Designer;

/// <summary>Tells people of a change that waits for their signature, and its preparer how it went.</summary>
public interface IReleaseNews
{
    /// <summary>Writes the mails into the commit that changed the release.</summary>
    /// <param name="next">The signature it waits for; null when it waits for none.</param>
    /// <param name="maySign">Who may give it.</param>
    void Tell(CommitContext commit, Release release, SignOffStep? next, Func<Person, bool> maySign);
}

/// <summary>By mail, with the template <c>notice</c>.</summary>
internal sealed class ReleaseMails(INotifier notifier, MailSettings settings, People.Directory people) : IReleaseNews
{
    public void Tell(CommitContext commit, Release release, SignOffStep? next, Func<Person, bool> maySign)
    {
        if (next is { } step)
            foreach (var person in people.All.Where(person => person.Active && maySign(person)))
                Write(commit, person, $"designer:{release.Key}:{step}:{person.Id}", person.Language, $"designer.mail.sign{step}", release);
        else if (people.ById(release.PreparedBy) is { Active: true } preparer)
            Write(commit, preparer, $"designer:{release.Key}:{release.State}", preparer.Language, release.State == ReleaseState.Rejected ? "designer.mail.rejected" : "designer.mail.signed", release);
    }

    private void Write(CommitContext commit, Person person, string dedupe, Language language, string key, Release release)
    {
        var words = TextCatalog.For(language);
        notifier.Enqueue(commit, new Notification("notice", Receiver.Of(person))
        {
            DedupeKey = dedupe,
            Model = new Dictionary<string, object?>
            {
                ["title"] = words[key, release.Number],
                ["message"] = words["designer.mail.about", release.Note, string.Join(", ", release.Items.Select(item => item.Artifact.Name)), $"{settings.PublicUrl}/designer/changes/{release.Key}"],
            },
        });
    }
}
