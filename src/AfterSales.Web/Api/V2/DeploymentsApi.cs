using AfterSales.Engine;
using AfterSales.Engine.Deployments;
using AfterSales.Service.Audit;
using AfterSales.Web.Api.Http;

namespace AfterSales.Web.Api.V2;

/// <summary>Deploys BPMN, DMN and form files: all of them or none.</summary>
internal static class DeploymentsApi
{
    /// <summary>The reader refuses larger files anyway; this bounds what is held in memory while reading the upload.</summary>
    private const long LargestUpload = 32 * 1024 * 1024;

    public static void Map(RouteGroupBuilder v2) => v2
        .MapPost("/deployments", DeployAsync)
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestUpload))
        .WithSummary("Deploys the files of a multipart upload, field 'resources'.");

    private static async Task<IResult> DeployAsync(HttpContext http, ProcessEngine engine, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
            return ApiProblem.Invalid(http, "Send the files as multipart/form-data, in fields named 'resources'.");
        if (await ReadAsync(http, ct) is not { } form)
            return ApiProblem.Invalid(http, "The upload is broken: it is not complete multipart/form-data.");
        var files = form.Files.Where(file => file.Name == "resources").ToList();
        if (files.Count == 0)
            return ApiProblem.Invalid(http, "No file was sent: put at least one into a field named 'resources'.");
        var resources = new List<DeploymentResource>();
        foreach (var file in files)
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content, ct);
            resources.Add(new DeploymentResource(Path.GetFileName(file.FileName), content.ToArray()));
        }
        var result = await engine.Deployments.DeployAsync(
            resources, http.User.Identity?.Name, EngineAudit.Line("deployed", "resource", string.Join(", ", resources.Select(resource => resource.Name))), ct);
        return result.Deployment is { } deployment
            ? Results.Ok(Body(deployment, result.Warnings))
            : ApiProblem.Invalid(http, "Nothing was deployed. " + string.Join(" ", result.Problems));
    }

    private static async Task<IFormCollection?> ReadAsync(HttpContext http, CancellationToken ct)
    {
        try
        {
            return await http.Request.ReadFormAsync(ct);
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            return null;
        }
    }

    /// <summary>As the reference API answers; what the self-check warns of comes as <c>warnings</c>, where there is something.</summary>
    private static Dictionary<string, object> Body(Deployment deployment, IReadOnlyList<DeploymentProblem> warnings)
    {
        var body = new Dictionary<string, object>
        {
            ["deploymentKey"] = Answers.Key(deployment.DeploymentKey),
            ["tenantId"] = Answers.Tenant,
            ["deployments"] = deployment.Processes.Select(Process)
                .Concat(deployment.Decisions.Select(Decision))
                .Concat(deployment.Decisions.DistinctBy(decision => decision.DecisionRequirementsKey).Select(Requirements))
                .Concat(deployment.Forms.Select(Form)),
        };
        if (warnings.Count > 0)
            body["warnings"] = warnings.Select(warning => new { resource = warning.Resource, line = warning.Line, elementId = warning.Element, ruleId = warning.Code, message = warning.Message });
        return body;
    }

    private static object Process(ProcessDefinitionRow row) => Entry(processDefinition: new
    {
        processDefinitionId = row.ProcessDefinitionId,
        processDefinitionVersion = row.Version,
        resourceName = row.ResourceName,
        tenantId = Answers.Tenant,
        processDefinitionKey = Answers.Key(row.ProcessDefinitionKey),
    });

    private static object Decision(DecisionDefinitionRow row) => Entry(decisionDefinition: new
    {
        decisionDefinitionId = row.DecisionDefinitionId,
        version = row.Version,
        name = row.Name ?? row.DecisionDefinitionId,
        tenantId = Answers.Tenant,
        decisionRequirementsId = row.DecisionRequirementsId,
        decisionDefinitionKey = Answers.Key(row.DecisionDefinitionKey),
        decisionRequirementsKey = Answers.Key(row.DecisionRequirementsKey),
    });

    private static object Requirements(DecisionDefinitionRow row) => Entry(decisionRequirements: new
    {
        decisionRequirementsId = row.DecisionRequirementsId,
        decisionRequirementsName = row.DecisionRequirementsName ?? row.DecisionRequirementsId,
        version = row.Version,
        resourceName = row.ResourceName,
        tenantId = Answers.Tenant,
        decisionRequirementsKey = Answers.Key(row.DecisionRequirementsKey),
    });

    private static object Form(FormRow row) => Entry(form: new
    {
        formId = row.FormId,
        version = row.Version,
        resourceName = row.ResourceName,
        tenantId = Answers.Tenant,
        formKey = Answers.Key(row.FormKey),
    });

    private static object Entry(
        object? processDefinition = null, object? decisionDefinition = null, object? decisionRequirements = null, object? form = null) =>
        new { processDefinition, decisionDefinition, decisionRequirements, form, resource = (object?)null };
}
