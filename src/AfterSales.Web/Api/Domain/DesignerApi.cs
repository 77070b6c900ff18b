using AfterSales.Bpmn.Reading;
using AfterSales.Service.Designer;
using AfterSales.Service.Languages;
using AfterSales.Web.Api.Http;
using AfterSales.Web.Api.V2;
using AfterSales.Web.Languages;
using AfterSales.Web.SignIn;

namespace AfterSales.Web.Api.Domain;

/// <summary>
/// What process owners edit, under <c>/api/designer</c>: library, drafts with revisions, checks, changes with their signatures, files.
/// For process owners; signing is for everybody who sees all cases. Kinds are <c>workflow</c>, <c>form</c>, <c>decision</c>, <c>mail</c>.
/// </summary>
internal static class DesignerApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var designer = api.MapGroup("/designer").RequireAuthorization(Rights.Designer);
        designer.MapGet("/library", async (Reader reader, Library library, string? language, CancellationToken ct) =>
                Results.Ok(new { items = (await library.ListAsync(ct)).Select(entry => DesignerJson.Entry(entry, Words(reader, language))) }))
            .WithSummary("Workflows, forms, decisions and mails with version, author, state, draft and running cases per version.");
        designer.MapGet("/vocabulary", async (Reader reader, EditorVocabulary vocabulary, string? language, CancellationToken ct) =>
                Results.Ok(await vocabulary.InAsync(Words(reader, language), ct)))
            .WithSummary("What editors offer to choose from: element templates, roles, escalation policies, and the names of everything in the library.");
        designer.MapGet("/drafts/{kind}/{name}", ReadAsync)
            .WithSummary("What to edit: the draft, or what is in force with revision 0. With 'head=true' without the content.");
        designer.MapPut("/drafts/{kind}/{name}", SaveAsync)
            .WithSummary("Saves a draft: {revision, content}; revision 0 begins one. 409 with revision, savedBy and savedAt when somebody was faster; nothing is overwritten.");
        designer.MapDelete("/drafts/{kind}/{name}", DiscardAsync).WithSummary("Throws a draft away that is still at the revision of the query parameter 'revision'.");
        designer.MapPost("/drafts/{kind}/{name}/taken-up", TakeUpAsync).WithSummary("Says that the draft contains what came into force since it was begun.");
        designer.MapPost("/drafts/{kind}/{name}/lint", LintAsync).WithSummary("Judges a workflow that is being drawn beside all drafts: {content}. Answers as /api/lint does, for one file.");
        designer.MapPost("/drafts", CreateAsync).WithSummary("Begins something new: {kind, name, title}, or {kind, name, copyOf}.");
        designer.MapGet("/versions/{kind}/{name}/{version:int}", VersionAsync).WithSummary("The content of a version.");
        designer.MapPost("/mail-preview", PreviewMail).WithSummary("A mail draft in one language with a sample case: {name, language, source}.");
        designer.MapPost("/check", CheckAsync).WithSummary("What stands against publishing drafts: {drafts: [{kind, name, revision}]}.");
        designer.MapPost("/changes", ProposeAsync).WithSummary("Proposes a change and signs it as preparer: {drafts, note, warningReason?}.");
        designer.MapPost("/library/{kind}/{name}/retire", RetireAsync).WithSummary("Takes a workflow, form, decision or mail out of use: {reason}. Cases that run go on; 409 while a workflow in force names it.");
        designer.MapPost("/library/{kind}/{name}/restore", async (HttpContext http, string kind, string name, SignedInPerson signedIn, Retirement retirement, CancellationToken ct) =>
            ArtifactId.TryParse(kind, name, out var id) ? Answers.NoContent(http, await retirement.RestoreAsync(id, signedIn.Person!.Id, ct)) : Unknown(http, kind, name))
            .WithSummary("Puts what was retired into use again.");
        designer.MapGet("/export", ExportAsync).WithSummary("Everything in force as an archive that equals workflows/ and templates/; with 'kind' and 'name' one of them.");
        designer.MapPost("/import", ImportAsync).WithSummary("Makes drafts of files: multipart/form-data with .bpmn, .form, .dmn, .hbs or .zip files.");
        var changes = api.MapGroup("/designer/changes").RequireAuthorization(Rights.Oversight);
        changes.MapGet("", async (Releases releases, CancellationToken ct) => Results.Ok(new { items = (await releases.LatestAsync(200, ct)).Select(release => DesignerJson.Release(release, releases)) }))
            .WithSummary("The log of changes, latest first.");
        changes.MapGet("/{key:long}", async (HttpContext http, long key, Releases releases, CancellationToken ct) =>
            await releases.FindAsync(key, ct) is { } release ? Results.Ok(DesignerJson.Release(release, releases)) : ApiProblem.NotFound(http, "There is no such change."))
            .WithSummary("One change with its signatures.");
        changes.MapPost("/{key:long}/signatures", SignAsync).WithSummary("Gives the next signature or refuses it: {approve, remark?}. The last one brings the change into force.");
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string kind, string name, Reader reader, Drafts drafts, PublishedArtifacts published, Service.People.Directory people, bool? head, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Unknown(http, kind, name);
        var draft = await drafts.FindAsync(id, ct);
        var version = await published.VersionAsync(id, ct);
        if (draft is null && version == 0)
            return Unknown(http, kind, name);
        return Results.Ok(new
        {
            kind,
            name,
            revision = draft?.Revision ?? 0,
            basedOn = draft?.BasedOn ?? version,
            version,
            savedBy = draft?.SavedBy,
            savedByName = draft is null ? null : people.ById(draft.SavedBy) is { } person ? reader.Pick(person.Name) : draft.SavedBy,
            savedAt = Answers.Instant(draft?.SavedAt),
            content = head == true ? null : draft?.Content ?? await published.ContentAsync(id, ct),
        });
    }

    private static async Task<IResult> SaveAsync(HttpContext http, string kind, string name, JsonBody body, SignedInPerson signedIn, Reader reader, Drafts drafts, PublishedArtifacts published, Service.People.Directory people, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id))
            return Unknown(http, kind, name);
        var revision = body.Int("revision", 0);
        if (revision is null)
            body.Refuse("revision", "is required");
        var content = body.RequiredText("content");
        if (body.Problem() is { } problem)
            return problem;
        if (revision == 0 && await drafts.FindAsync(id, ct) is null && await published.VersionAsync(id, ct) == 0)
            return Unknown(http, kind, name);
        var saved = await drafts.SaveAsync(id, revision!.Value, content, signedIn.Person!.Id, ct);
        if (!saved.IsOk)
            return Answers.Problem(http, saved.Failure);
        var draft = saved.Value.Draft;
        if (!saved.Value.IsConflict)
            return Results.Ok(new { revision = draft.Revision, savedAt = Answers.Instant(draft.SavedAt) });
        var who = people.ById(draft.SavedBy) is { } person ? reader.Pick(person.Name) : draft.SavedBy;
        return Results.Problem(
            title: "INVALID_STATE", statusCode: StatusCodes.Status409Conflict, instance: http.Request.Path,
            detail: $"{who} saved revision {draft.Revision} in the meantime; nothing was overwritten.",
            extensions: new Dictionary<string, object?> { ["revision"] = draft.Revision, ["savedBy"] = draft.SavedBy, ["savedByName"] = who, ["savedAt"] = Answers.Instant(draft.SavedAt) });
    }

    private static async Task<IResult> DiscardAsync(HttpContext http, string kind, string name, int revision, SignedInPerson signedIn, Drafts drafts, CancellationToken ct) =>
        !ArtifactId.TryParse(kind, name, out var id) ? Unknown(http, kind, name)
        : await drafts.DiscardAsync(id, revision, signedIn.Person!.Id, ct) ? Results.NoContent()
        : ApiProblem.Conflict(http, "There is no draft at that revision.");

    private static async Task<IResult> TakeUpAsync(HttpContext http, string kind, string name, SignedInPerson signedIn, Drafts drafts, CancellationToken ct) =>
        ArtifactId.TryParse(kind, name, out var id) && await drafts.TakeUpAsync(id, signedIn.Person!.Id, ct) ? Results.NoContent() : Unknown(http, kind, name);

    private static async Task<IResult> LintAsync(HttpContext http, string kind, string name, JsonBody body, Reader reader, string? language, PublishingGate gate, Drafts drafts, CancellationToken ct)
    {
        if (!ArtifactId.TryParse(kind, name, out var id) || id.Kind != ArtifactKind.Workflow)
            return Unknown(http, kind, name);
        var content = body.RequiredText("content");
        if (body.Problem() is { } problem)
            return problem;
        var judged = await gate.LintAsync(id, content, await drafts.AllAsync(ct), ct);
        return judged.Report is { } report
            ? Results.Ok(LintApi.Answer(judged.Name, report, Words(reader, language).Code()))
            : ApiProblem.Invalid(http, $"This is no BPMN file: {string.Join(" ", judged.Unreadable.Select(Sentence))}");
    }

    private static async Task<IResult> CreateAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, Drafts drafts, PublishedArtifacts published, CancellationToken ct)
    {
        var kind = body.RequiredText("kind");
        var name = body.RequiredText("name");
        var title = body.Text("title");
        var copyOf = body.Text("copyOf");
        if (body.Problem() is { } problem)
            return problem;
        if (!ArtifactId.TryParse(kind, name, out var id))
            return ApiProblem.Invalid(http, "'kind' must be workflow, form, decision or mail, and 'name' must begin with a Latin letter and hold only such letters, digits, hyphens and underscores.");
        var made = await NewDraft.BeginAsync(id, title, copyOf, signedIn.Person!.Id, drafts, published, ct);
        return made.IsOk ? Results.Created($"/api/designer/drafts/{kind}/{name}", new { kind, name, revision = made.Value.Revision }) : Answers.Problem(http, made.Failure);
    }

    private static async Task<IResult> VersionAsync(HttpContext http, string kind, string name, int version, PublishedArtifacts published, CancellationToken ct) =>
        ArtifactId.TryParse(kind, name, out var id) && await published.ContentAsync(id, version, ct) is { } content
            ? Results.Ok(new { kind, name, version, content })
            : ApiProblem.NotFound(http, $"There is no version {version} of the {kind} '{name}'.");

    private static IResult PreviewMail(HttpContext http, JsonBody body, MailPreviews previews)
    {
        var name = body.RequiredText("name");
        if (!LanguageCodes.TryParse(body.Text("language"), out var language))
            body.Refuse("language", "must be en, fa or zh");
        var source = body.Text("source") ?? "";
        if (body.Problem() is { } problem)
            return problem;
        var preview = previews.Render(name, language, source);
        return Results.Ok(new { subject = preview.Mail?.Subject, html = preview.Mail?.Html, text = preview.Mail?.Text, problem = preview.Problem, unknown = preview.Unknown });
    }

    private static async Task<IResult> CheckAsync(HttpContext http, JsonBody body, Reader reader, string? language, Releases releases, CancellationToken ct)
    {
        var drafts = DesignerJson.Drafts(body);
        if (body.Problem() is { } problem)
            return problem;
        return Answers.Ok(http, await releases.JudgeAsync(drafts, ct), report => DesignerJson.Report(report, Words(reader, language)));
    }

    private static async Task<IResult> ProposeAsync(HttpContext http, JsonBody body, SignedInPerson signedIn, Releases releases, CancellationToken ct)
    {
        var drafts = DesignerJson.Drafts(body);
        var note = body.RequiredText("note");
        var reason = body.Text("warningReason");
        if (body.Problem() is { } problem)
            return problem;
        var proposed = await releases.ProposeAsync(drafts, note, reason, signedIn.Person!, ct);
        return proposed.IsOk
            ? Results.Created($"/api/designer/changes/{proposed.Value.Key}", DesignerJson.Release(proposed.Value, releases))
            : Answers.Problem(http, proposed.Failure);
    }

    private static async Task<IResult> SignAsync(HttpContext http, long key, JsonBody body, SignedInPerson signedIn, Releases releases, CancellationToken ct)
    {
        var approve = body.Bool("approve");
        if (approve is null)
            body.Refuse("approve", "must be true or false");
        var remark = body.Text("remark");
        return body.Problem() ?? Answers.Ok(http, await releases.SignAsync(key, approve!.Value, remark, signedIn.Person!, ct), release => DesignerJson.Release(release, releases));
    }

    private static async Task<IResult> RetireAsync(HttpContext http, string kind, string name, JsonBody body, SignedInPerson signedIn, Retirement retirement, CancellationToken ct)
    {
        var reason = body.RequiredText("reason");
        if (body.Problem() is { } problem)
            return problem;
        return ArtifactId.TryParse(kind, name, out var id) ? Answers.NoContent(http, await retirement.RetireAsync(id, reason, signedIn.Person!.Id, ct)) : Unknown(http, kind, name);
    }

    private static async Task<IResult> ExportAsync(HttpContext http, string? kind, string? name, Archive archive, CancellationToken ct)
    {
        if (kind is null && name is null)
            return Results.File(await archive.ExportAllAsync(ct), "application/zip", "aftersales.zip");
        return ArtifactId.TryParse(kind, name, out var id) && await archive.ExportAsync(id, ct) is { } file
            ? Results.File(file, "application/zip", $"{id.KindCode}-{id.Name}.zip")
            : Unknown(http, kind, name);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, SignedInPerson signedIn, Archive archive, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
            return ApiProblem.Invalid(http, "Send the files as multipart/form-data.");
        IFormFileCollection files;
        try
        {
            files = (await http.Request.ReadFormAsync(ct)).Files;
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return ApiProblem.Invalid(http, "The upload is broken: it is not complete multipart/form-data.");
        }
        var report = await archive.ImportAsync(await SentFiles.ReadAsync(files, ct), signedIn.Person!.Id, ct);
        return Results.Ok(new { files = report.Select(file => new { name = file.Name, kind = file.Artifact?.KindCode, artifact = file.Artifact?.Name, problem = file.Problem }) });
    }

    private static Language Words(Reader reader, string? language) => LanguageCodes.TryParse(language, out var asked) ? asked : reader.Language;

    private static IResult Unknown(HttpContext http, string? kind, string? name) => ApiProblem.NotFound(http, $"There is no {kind} '{name}'.");

    private static string Sentence(BpmnProblem problem) => problem.Line > 0 ? $"line {problem.Line}: {problem.Message}" : problem.Message;
}
