using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Web.Api;
using AfterSales.Web.Components;
using AfterSales.Web.Forms;
using AfterSales.Web.Languages;
using AfterSales.Web.Pages;
using AfterSales.Web.Security;
using AfterSales.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Authorization;
using Microsoft.Extensions.WebEncoders;

namespace AfterSales.Web.Hosting;

/// <summary>What the host is made of, in the order it is put together.</summary>
public static class HostComposition
{
    /// <summary>Reads the settings: from the home folder's <c>appsettings.json</c>, then environment and command line, which win.</summary>
    /// <param name="mistake">What is wrong with them, in one sentence.</param>
    public static bool TryAddSettings(this WebApplicationBuilder builder, [NotNullWhen(true)] out AfterSalesSettings? settings, [NotNullWhen(false)] out string? mistake)
    {
        (settings, mistake) = (null, null);
        var home = HomeFolder.Find(builder.Environment.ContentRootPath);
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Json.JsonConfigurationSource
        {
            Path = "appsettings.json",
            FileProvider = new Microsoft.Extensions.FileProviders.PhysicalFileProvider(home),
            Optional = true,
        });
        try
        {
            settings = AfterSalesSettings.Read(builder.Configuration, home);
        }
        catch (Exception wrong) when (wrong is MailSettingsException or FormatException)
        {
            mistake = wrong.Message;
            return false;
        }
        builder.Services.AddSingleton(settings);
        return true;
    }

    /// <summary>Server, limits and logging.</summary>
    public static WebApplicationBuilder AddHost(this WebApplicationBuilder builder, AfterSalesSettings settings)
    {
        // Whatever the machine speaks, what is stored, logged and sent is written the same way; pages format explicitly.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        TextCatalog.Include(typeof(HostComposition).Assembly);
        builder.WebHost.UseUrls(settings.Urls);
        // Started from the sources, files come from several folders; a published program has them in one and ignores this.
        builder.WebHost.UseStaticWebAssets();
        // The names of built files carry a hash: they never change while the program runs, and the compressed copies are the ones to send.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.FormWithFiles;
        });
        builder.Services.AddRateLimits(builder.Configuration);
        // A start that fails is told in one sentence (HostRun); the same with a stack trace before it would hide the sentence.
        var readiness = new Readiness();
        builder.Services.AddSingleton(readiness);
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => readiness.IsReady && level >= LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", level => readiness.IsReady && level >= LogLevel.Warning);
        return builder;
    }

    /// <summary>Pages, sign-in and what they use.</summary>
    public static WebApplicationBuilder AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSignIn();
        services.AddScoped<Reader>();
        services.AddScoped<PageVisitor>();
        services.AddScoped<TaskParts>();
        services.AddSingleton<MailboxAvailability>();
        services.AddSingleton<ClientFiles>();
        services.AddSingleton<Help.GuidePages>();
        services.AddSingleton<UploadTray>();
        services.AddApiDocuments();
        // Pages compress to a fifth. Their form tokens are encrypted anew for each answer, so that compressing them tells nothing.
        services.AddResponseCompression(options => options.MimeTypes = ["text/html", "application/json"]);
        // Persian and Chinese stay readable in the page's source, and half as long.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "aftersales.form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddRazorPages(options =>
        {
            options.Conventions.AuthorizeFolder("/", Rights.Staff);
            foreach (var page in (ReadOnlySpan<string>)["/Index", "/Request", "/Track", "/Answer", "/TrackSearch", "/TaskLink", "/SignIn", "/SignOut", "/Welcome", "/Problem"])
                options.Conventions.AllowAnonymousToPage(page);
        });
        services.Configure<MvcOptions>(options =>
        {
            options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
        });
        services.Configure<CookieTempDataProviderOptions>(options => options.Cookie.Name = PageVisitor.SaidCookie);
        return builder;
    }

    /// <summary>The pipeline, outermost first.</summary>
    public static WebApplication UseSite(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseSecurityHeaders();
        app.UseMiddleware<ReaderLanguageMiddleware>();
        app.UseProblemPages();
        app.UseMiddleware<BodyLimits>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<SessionCalls>();
        app.UseMiddleware<SignIn.Tokens.TokenLimits>();
        app.UseStaticFileHeaders();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealth();
        app.MapRazorPages();
        app.MapGet("/help/pictures/{name}", (string name, Help.GuidePages guides) => guides.Picture(name) is { } file ? Results.File(file, "image/png") : Results.NotFound())
            .RequireAuthorization(Rights.Staff).ExcludeFromDescription();
        app.MapApis();
        return app;
    }
}
