using AfterSales.Engine;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail.Templates;
using Shouldly;
using Xunit;

namespace AfterSales.Service.Tests.Designer;

public sealed class ReleasesTests(DesignerFixture designer) : IClassFixture<DesignerFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_comes_into_force_with_the_third_signature_of_three_people()
    {
        var id = DesignerFixture.Form("signed-form");
        var draft = await designer.DraftAsync(id, DesignerFixture.FormFile("signed-form", "Note"), Ct);

        var proposed = (await designer.Releases.ProposeAsync([draft], "First version", null, DesignerFixture.Owner, Ct)).Value;
        (proposed.State, designer.Releases.NextStep(proposed)).ShouldBe((ReleaseState.Signing, SignOffStep.Confirmer));
        (await designer.Service.Engine.Deployments.LatestFormAsync("signed-form", Ct)).ShouldBeNull("nothing is deployed before the last signature");
        (await designer.Releases.SignAsync(proposed.Key, true, null, DesignerFixture.Owner, Ct)).Failure.Kind.ShouldBe(FailureKind.NotAllowed, "who prepared a change does not confirm it");
        (await designer.Releases.SignAsync(proposed.Key, true, "Looks right", DesignerFixture.Manager, Ct)).Value.State.ShouldBe(ReleaseState.Signing);
        var published = (await designer.Releases.SignAsync(proposed.Key, true, null, DesignerFixture.Chief, Ct)).Value;

        published.State.ShouldBe(ReleaseState.Published);
        published.Number.ShouldStartWith("CHG-2026-");
        published.Items.ShouldHaveSingleItem().Version.ShouldBe(1);
        published.Signatures.Select(signature => (signature.Step, signature.PersonId)).ShouldBe([(SignOffStep.Preparer, "owner"), (SignOffStep.Confirmer, "manager"), (SignOffStep.Approver, "chief")]);
        published.Signatures[1].Remark.ShouldBe("Looks right");
        (await designer.Service.Engine.Deployments.LatestFormAsync("signed-form", Ct)).ShouldNotBeNull().Version.ShouldBe(1);
        (await designer.Drafts.FindAsync(id, Ct)).ShouldBeNull("what is in force is no draft any more");
    }

    [Fact]
    public async Task Whoever_refuses_says_why_and_nothing_comes_into_force()
    {
        var draft = await designer.DraftAsync(DesignerFixture.Form("refused-form"), DesignerFixture.FormFile("refused-form", "Note"), Ct);
        var proposed = (await designer.Releases.ProposeAsync([draft], "First version", null, DesignerFixture.Owner, Ct)).Value;
        (await designer.Releases.SignAsync(proposed.Key, false, " ", DesignerFixture.Manager, Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await designer.Releases.SignAsync(proposed.Key, false, "The label is missing", DesignerFixture.Manager, Ct)).Value.State.ShouldBe(ReleaseState.Rejected);
        (await designer.Releases.SignAsync(proposed.Key, true, null, DesignerFixture.Chief, Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await designer.Service.Engine.Deployments.LatestFormAsync("refused-form", Ct)).ShouldBeNull();
        (await designer.Drafts.FindAsync(DesignerFixture.Form("refused-form"), Ct)).ShouldNotBeNull("its author goes on from there");
    }

    [Fact]
    public async Task Errors_keep_a_change_back_whatever_reason_is_given()
    {
        var broken = await designer.DraftAsync(DesignerFixture.Form("broken-form"), """{"id": "broken-form", "components": [{"type": "html", "id": "H"}]}""", Ct);
        (await designer.Releases.JudgeAsync([broken], Ct)).Value.Errors.ShouldBeGreaterThan(0);
        (await designer.Releases.ProposeAsync([broken], "Note", "I insist", DesignerFixture.Owner, Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);

        var blank = new ArtifactId(ArtifactKind.Workflow, "unfinished");
        await NewDraft.BeginAsync(blank, "Unfinished", null, "owner", designer.Drafts, designer.Service.Get<PublishedArtifacts>(), Ct);
        var report = (await designer.Releases.JudgeAsync([new DraftReference(blank, 1)], Ct)).Value;
        report.Findings.Where(finding => finding.Weight == GateWeight.Error).Select(finding => finding.Rule).ShouldContain("LINT-22", "a workflow says what it is for");
    }

    [Fact]
    public async Task A_file_under_another_id_would_come_into_force_elsewhere_and_is_an_error()
    {
        var draft = await designer.DraftAsync(DesignerFixture.Form("named-a"), DesignerFixture.FormFile("named-b", "Note"), Ct);
        (await designer.Releases.JudgeAsync([draft], Ct)).Value.Findings.ShouldContain(finding => finding.Rule == "identity" && finding.Weight == GateWeight.Error);
    }

    [Fact]
    public async Task Warnings_ask_for_a_reason()
    {
        var id = new ArtifactId(ArtifactKind.Mail, "warned-mail");
        var files = LanguageCodes.All.ToDictionary(language => language, _ => "=== subject ===\nA\n=== preheader ===\nB\n=== body ===\n{{stepGivesThis}}\n");
        var draft = await designer.DraftAsync(id, MailSource.Write(files), Ct);
        (await designer.Releases.JudgeAsync([draft], Ct)).Value.Warnings.ShouldBe(3, "one for each language");
        (await designer.Releases.ProposeAsync([draft], "Note", null, DesignerFixture.Owner, Ct)).Failure.Kind.ShouldBe(FailureKind.Invalid);
        (await designer.Releases.ProposeAsync([draft], "Note", "The step gives the name", DesignerFixture.Owner, Ct)).Value.WarningReason.ShouldBe("The step gives the name");
    }

    [Fact]
    public async Task A_published_mail_is_written_from_the_next_one_on()
    {
        var templates = designer.Service.Get<MailTemplates>();
        var id = new ArtifactId(ArtifactKind.Mail, "case-closed");
        var files = LanguageCodes.All.ToDictionary(language => language, language => templates.Source("case-closed", language)!);
        files[Language.English] = files[Language.English].Replace("=== subject ===\n", "=== subject ===\nAll done. ", StringComparison.Ordinal);
        var released = await designer.PublishAsync(Ct, await designer.DraftAsync(id, MailSource.Write(files), Ct));
        released.Items.ShouldHaveSingleItem().Version.ShouldBe(2, "the shipped file was the first");
        templates.Get("case-closed", Language.English).Render(MailSample.For(Language.English)).Subject.ShouldStartWith("All done. ");
        (await designer.Service.Get<PublishedArtifacts>().VersionAsync(id, Ct)).ShouldBe(2);
    }

    [Fact]
    public async Task A_draft_that_was_overtaken_does_not_undo_what_came_between()
    {
        var id = DesignerFixture.Form("overtaken-form");
        await designer.PublishAsync(Ct, await designer.DraftAsync(id, DesignerFixture.FormFile("overtaken-form", "One"), Ct));
        var draft = await designer.DraftAsync(id, DesignerFixture.FormFile("overtaken-form", "Mine"), Ct);
        await designer.Service.Engine.Deployments.DeployAsync([new(id.Path, System.Text.Encoding.UTF8.GetBytes(DesignerFixture.FormFile("overtaken-form", "Two")))], ct: Ct);

        (await designer.Releases.ProposeAsync([draft], "Note", null, DesignerFixture.Owner, Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        await designer.Drafts.TakeUpAsync(id, "owner", Ct);
        (await designer.PublishAsync(Ct, draft)).Items[0].Version.ShouldBe(3);
    }

    [Fact]
    public async Task A_change_that_was_overtaken_while_it_was_signed_is_withdrawn()
    {
        var id = DesignerFixture.Form("raced-form");
        var proposed = (await designer.Releases.ProposeAsync([await designer.DraftAsync(id, DesignerFixture.FormFile("raced-form", "Mine"), Ct)], "Note", null, DesignerFixture.Owner, Ct)).Value;
        await designer.Releases.SignAsync(proposed.Key, true, null, DesignerFixture.Manager, Ct);
        await designer.Service.Engine.Deployments.DeployAsync([new(id.Path, System.Text.Encoding.UTF8.GetBytes(DesignerFixture.FormFile("raced-form", "Theirs")))], ct: Ct);
        (await designer.Releases.SignAsync(proposed.Key, true, null, DesignerFixture.Chief, Ct)).Failure.Kind.ShouldBe(FailureKind.Conflict);
        (await designer.Releases.FindAsync(proposed.Key, Ct))!.State.ShouldBe(ReleaseState.Withdrawn);
        (await designer.Service.Engine.Deployments.LatestFormAsync("raced-form", Ct))!.Schema.ShouldContain("Theirs");
    }

    [Fact]
    public async Task An_older_version_is_read_back_to_be_rolled_back_to()
    {
        var id = DesignerFixture.Form("rolled-form");
        await designer.PublishAsync(Ct, await designer.DraftAsync(id, DesignerFixture.FormFile("rolled-form", "One"), Ct));
        await designer.PublishAsync(Ct, await designer.DraftAsync(id, DesignerFixture.FormFile("rolled-form", "Two"), Ct));
        var published = designer.Service.Get<PublishedArtifacts>();
        (await published.ContentAsync(id, 1, Ct))!.ShouldContain("One");
        (await published.ContentAsync(id, 2, Ct))!.ShouldContain("Two");
        (await published.ContentAsync(id, 3, Ct)).ShouldBeNull();
    }
}
