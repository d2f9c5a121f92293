// Copyright 2026 the Hypervisor SDK authors
// SPDX-License-Identifier: Apache-2.0

package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"io/fs"
	"math/big"
	"net"
	"os"
	"strings"
	"time"
)

// The certificate of the server: files, made if they are named and not there, or in memory only.
type certificate struct {
	file, key, names string
	expired          bool
}

func (c certificate) load() (tls.Certificate, error) {
	if c.file != "" {
		loaded, err := tls.LoadX509KeyPair(c.file, c.key)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return loaded, err
		}
	}
	certificate, key, err := c.make()
	if err != nil {
		return tls.Certificate{}, err
	}
	if c.file != "" {
		if err := write(c.key, key); err != nil {
			return tls.Certificate{}, err
		}
		if err := write(c.file, certificate); err != nil {
			return tls.Certificate{}, err
		}
	}
	return tls.X509KeyPair(certificate, key)
}

func write(name string, content []byte) error {
	return os.WriteFile(name, content, 0o600)
}

func (c certificate) make() (certificate, key []byte, err error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	from := time.Now().Add(-48 * time.Hour)
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(from.UnixNano()),
		Subject:               pkix.Name{CommonName: "vcsim"},
		NotBefore:             from,
		NotAfter:              from.Add(30 * 24 * time.Hour),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		IsCA:                  true,
	}
	if c.expired {
		template.NotAfter = from.Add(24 * time.Hour)
	}
	for _, name := range strings.Split(c.names, ",") {
		if ip := net.ParseIP(name); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		return nil, nil, err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, nil, err
	}
	return block("CERTIFICATE", signed), block("PRIVATE KEY", encoded), nil
}

func block(kind string, content []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: content})
}
