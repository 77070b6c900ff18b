using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AfterSales.Service.Mail.Smtp;

/// <summary>
/// Whether the server's certificate is believed: by the authorities of the operating system or by the extra one of the
/// settings. A certificate for another name or none at all is never believed.
/// </summary>
internal sealed class ServerTrust
{
    private readonly X509Certificate2Collection _extra = [];

    public ServerTrust(string? trustedCaFile)
    {
        if (!string.IsNullOrWhiteSpace(trustedCaFile))
            _extra.ImportFromPemFile(trustedCaFile);
    }

    public bool Believes(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _extra.Count == 0 || certificate is null)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(_extra);
        // A private authority rarely publishes a revocation list.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        if (chain is not null)
            foreach (var element in chain.ChainElements)
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }
}
