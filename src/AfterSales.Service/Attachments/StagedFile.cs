namespace AfterSales.Service.Attachments;

/// <summary>
/// An uploaded file that was checked and whose content is on disk, but which belongs to nothing yet. What never comes to
/// belong to something is swept away after a day.
/// </summary>
/// <param name="Id">The id it will have as an attachment.</param>
/// <param name="Problem">Why it is not taken, as a text key of <c>attachments.*</c>; null when it is.</param>
public sealed record StagedFile(string Field, string Id, string FileName, string ContentType, long Size, string Sha256, string? Problem = null)
{
    public bool IsTaken => Problem is null;
}
