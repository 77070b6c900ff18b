using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class DraftsTests(DesignerFixture designer) : IClassFixture<DesignerFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_save_on_an_old_revision_changes_nothing_and_tells_who_was_faster()
    {
        var id = DesignerFixture.Form("two-people");
        (await designer.Drafts.CreateAsync(id, "{}", "first", Ct)).Value.Revision.ShouldBe(1);
        (await designer.Drafts.SaveAsync(id, 1, "first was here", "first", Ct)).Value.Draft.Revision.ShouldBe(2);

        var late = (await designer.Drafts.SaveAsync(id, 1, "second was here", "second", Ct)).Value;

        late.IsConflict.ShouldBeTrue();
        (late.Draft.Revision, late.Draft.SavedBy).ShouldBe((2, "first"));
        (await designer.Drafts.FindAsync(id, Ct))!.Content.ShouldBe("first was here");
    }

    [Fact]
    public async Task Saving_the_same_again_after_a_lost_answer_does_no_harm()
    {
        var id = DesignerFixture.Form("saved-twice");
        await designer.Drafts.CreateAsync(id, "a", "first", Ct);
        await designer.Drafts.SaveAsync(id, 1, "b", "first", Ct);
        var again = (await designer.Drafts.SaveAsync(id, 1, "b", "first", Ct)).Value;
        (again.IsConflict, again.Draft.Revision).ShouldBe((false, 2));
    }

    [Fact]
    public async Task A_draft_that_was_thrown_away_is_not_brought_back_by_a_save()
    {
        var id = DesignerFixture.Form("thrown-away");
        await designer.Drafts.CreateAsync(id, "a", "first", Ct);
        (await designer.Drafts.DiscardAsync(id, 7, "second", Ct)).ShouldBeFalse("it is at another revision");
        (await designer.Drafts.DiscardAsync(id, 1, "second", Ct)).ShouldBeTrue();
        (await designer.Drafts.SaveAsync(id, 1, "b", "first", Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }

    [Fact]
    public async Task What_cannot_be_a_text_file_is_refused()
    {
        var id = DesignerFixture.Form("no-text");
        (await designer.Drafts.SaveAsync(id, 0, "a\0b", "first", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await designer.Drafts.SaveAsync(id, 0, new string('x', Draft.LargestContent + 1), "first", Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await designer.Drafts.FindAsync(id, Ct)).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_new_is_begun_under_a_name_that_is_taken()
    {
        var id = DesignerFixture.Form("taken");
        await designer.Drafts.CreateAsync(id, "{}", "first", Ct);
        (await designer.Drafts.CreateAsync(id, "{}", "second", Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await designer.Drafts.CreateAsync(new ArtifactId(ArtifactKind.Mail, "task"), "{}", "second", Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict, "that mail came with the product");
    }

    [Theory]
    [InlineData(ArtifactKind.Workflow)]
    [InlineData(ArtifactKind.Form)]
    [InlineData(ArtifactKind.Decision)]
    public async Task A_copy_is_called_what_was_typed_in_every_language(ArtifactKind kind)
    {
        var (original, copy) = (new ArtifactId(kind, "title-original"), new ArtifactId(kind, "title-copy"));
        var first = (await NewDraft.BeginAsync(original, "Old", null, "first", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct)).Value;
        var persian = first.Content.Replace("\"en\": \"Old\"", "\"en\": \"Old\", \"fa\": \"کهنه\"", StringComparison.Ordinal)
            .Replace("<zeebe:property name=\"ownerDepartment\"", "<zeebe:property name=\"name.fa\" value=\"کهنه\" /><zeebe:property name=\"ownerDepartment\"", StringComparison.Ordinal);
        await designer.Drafts.SaveAsync(original, 1, persian, "first", Ct);

        var made = (await NewDraft.BeginAsync(copy, " New & better ", "title-original", "first", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct)).Value;

        (await designer.Service.Get<Library>().FindAsync(copy, Ct))!.Name.ShouldBe(new LocalText("New & better"));
        made.Content.ShouldNotContain("کهنه", Case.Sensitive, "that was the name of the original");
        made.Content.ShouldNotContain("\"Old\"");
    }

    [Theory]
    [InlineData(ArtifactKind.Workflow)]
    [InlineData(ArtifactKind.Form)]
    [InlineData(ArtifactKind.Decision)]
    [InlineData(ArtifactKind.Mail)]
    public async Task A_copy_of_a_blank_file_carries_its_own_id(ArtifactKind kind)
    {
        var (original, copy) = (new ArtifactId(kind, "blank-original"), new ArtifactId(kind, "blank-copy"));
        await NewDraft.BeginAsync(original, "A & B", null, "first", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct);
        var made = (await NewDraft.BeginAsync(copy, null, "blank-original", "first", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct)).Value;
        if (kind == ArtifactKind.Mail)
            MailSource.Read(made.Content)!.Values.ShouldAllBe(file => file.Contains("A & B: {{case.subject}}"));
        else
            made.Content.ShouldContain("\"blank-copy\"");
        made.Content.ShouldNotContain("blank-original");
        (await NewDraft.BeginAsync(new ArtifactId(kind, "no-copy"), null, "nowhere", "first", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct)).Failure.Kind.ShouldBe(FailureKind.NotFound);
    }
}
