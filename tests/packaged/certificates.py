"""An authority of a test's own, and certificates that it signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """Where a certificate and its key lie."""

    certificate: Path
    key: Path


@dataclass(frozen=True, slots=True)
class Authority:
    """Signs certificates; whoever trusts ``file`` trusts those."""

    folder: Path
    name: x509.Name
    key: ec.EllipticCurvePrivateKey
    file: Path

    def sign(self, *names: str) -> CertificateFiles:
        """A certificate for these names or addresses, good for a day."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _begin(_named(names[0]), self.name, key)
        others = x509.SubjectAlternativeName([_general(each) for each in names])
        signed = made.add_extension(others, critical=False).sign(
            self.key, hashes.SHA256()
        )
        place = self.folder / names[0]
        files = CertificateFiles(place.with_suffix(".pem"), place.with_suffix(".key"))
        _write(files.certificate, signed)
        _write_key(files.key, key)
        return files


def make_authority(folder: Path, name: str = "An authority for tests") -> Authority:
    """A new one, whose certificate is in ``folder``."""
    folder.mkdir(exist_ok=True)
    key, called = ec.generate_private_key(ec.SECP256R1()), _named(name)
    constraints = x509.BasicConstraints(ca=True, path_length=0)
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    made = _begin(called, called, key).add_extension(constraints, critical=True)
    signed = made.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    file = folder / "authority.pem"
    _write(file, signed)
    return Authority(folder, called, key, file)


def _begin(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(file: Path, certificate: x509.Certificate) -> None:
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))


def _write_key(file: Path, key: ec.EllipticCurvePrivateKey) -> None:
    file.touch(mode=0o600)
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
