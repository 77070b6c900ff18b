using System.Net;
using Microsoft.Extensions.Configuration;

namespace AfterSales.Service.Mail;

/// <summary>Reads the settings of mail and says in one sentence what is wrong with them.</summary>
public static class MailSettingsReading
{
    /// <summary>
    /// Reads the section <c>AfterSales:Mail</c>. A mail server that is named is used, unless the transport says otherwise.
    /// </summary>
    /// <param name="publicUrl">Address of the web site as receivers reach it.</param>
    /// <exception cref="MailSettingsException">A setting is wrong; the message names it.</exception>
    public static MailSettings Read(IConfiguration section, string publicUrl)
    {
        MailSettings settings;
        try
        {
            settings = section.Get<MailSettings>() ?? new MailSettings();
        }
        catch (InvalidOperationException failure)
        {
            throw new MailSettingsException($"AfterSales:Mail cannot be read: {failure.Message}", failure);
        }
        if (section["Transport"] is null && !string.IsNullOrWhiteSpace(settings.Smtp.Host))
            settings.Transport = MailTransportKind.Smtp;
        if (section["PublicUrl"] is null)
            settings.PublicUrl = publicUrl;
        settings.PublicUrl = settings.PublicUrl.TrimEnd('/');
        Check(settings);
        return settings;
    }

    private static void Check(MailSettings settings)
    {
        Require(HeaderText.IsAddress(settings.From), $"AfterSales:Mail:From = '{settings.From}' is not an address.");
        Require(string.IsNullOrWhiteSpace(settings.ReplyTo) || HeaderText.IsAddress(settings.ReplyTo), $"AfterSales:Mail:ReplyTo = '{settings.ReplyTo}' is not an address.");
        Require(Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https", $"The public address '{settings.PublicUrl}' is not one that begins with http:// or https://.");
        if (settings.Transport != MailTransportKind.Smtp)
            return;
        var smtp = settings.Smtp;
        Require(!string.IsNullOrWhiteSpace(smtp.Host), "AfterSales:Mail:Smtp:Host names no mail server, though the transport is Smtp.");
        Require(smtp.Port is >= 0 and <= IPEndPoint.MaxPort, $"AfterSales:Mail:Smtp:Port = {smtp.Port} is not a port.");
        Require(string.IsNullOrWhiteSpace(smtp.TrustedCaFile) || File.Exists(smtp.TrustedCaFile), $"AfterSales:Mail:Smtp:TrustedCaFile = '{smtp.TrustedCaFile}' is not there.");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
            throw new MailSettingsException(message);
    }
}

/// <summary>A setting of mail is wrong; the message is for the operator.</summary>
public sealed class MailSettingsException(string message, Exception? cause = null) : Exception(message, cause);
