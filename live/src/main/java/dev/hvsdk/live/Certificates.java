/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An authority with certificates for one host and one client, made anew; and what clients have that lack something. Immutable. */
public final class Certificates {
    /** The one name in the certificate of the host. */
    public static final String HOST = "localhost";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes them in a directory, by openssl. */
    public static Certificates in(Path directory) {
        try {
            Certificates made = new Certificates(Files.createDirectories(directory));
            made.authority(".", "Authority of the tests");
            made.signed("server", HOST);
            made.signed("client", "operator");
            made.clients();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void authority(String where, String name) throws IOException {
        Files.createDirectories(directory.resolve(where));
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -keyout " + where + "/ca.key -out " + where + "/cacert.pem",
                name);
    }

    private void signed(String what, String name) throws IOException {
        openssl("req -newkey rsa:2048 -nodes -keyout " + what + "key.pem -out " + what + ".csr", name);
        Files.writeString(directory.resolve(what + ".ext"), "subjectAltName=DNS:" + name + "\n");
        run(("openssl x509 -req -days 2 -CA cacert.pem -CAkey ca.key -CAcreateserial -in " + what + ".csr -extfile "
                        + what + ".ext -out " + what + "cert.pem")
                .split(" "));
    }

    private void openssl(String words, String name) {
        run(("openssl " + words + " -subj /CN=" + name.replace(' ', '-')).split(" "));
    }

    private void run(String... command) {
        Commands.run(directory, "", command);
    }

    private void clients() throws IOException {
        copy(".", "client", "cacert.pem", "clientcert.pem", "clientkey.pem");
        copy(".", "unnamed", "cacert.pem");
        authority("other", "Another authority");
        copy("other", "stranger", "cacert.pem");
    }

    private void copy(String from, String to, String... names) throws IOException {
        Files.createDirectories(directory.resolve(to));
        for (String name : names) {
            Path source = directory.resolve(from).resolve(name);
            Files.copy(source, directory.resolve(to).resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Of all that there is. */
    public Path directory() {
        return directory;
    }

    /** Of a client that knows the authority, and has a certificate of it: cacert.pem, clientcert.pem and clientkey.pem. */
    public Path client() {
        return directory.resolve("client");
    }

    /** Of a client that knows the authority, and has no certificate. */
    public Path unnamed() {
        return directory.resolve("unnamed");
    }

    /** Of a client that knows another authority. */
    public Path stranger() {
        return directory.resolve("stranger");
    }

    String configuration(int port) {
        return String.join(
                "\n",
                "listen_tls = 1",
                "tls_port = \"" + port + "\"",
                "auth_tls = \"none\"",
                "ca_file = \"" + directory.resolve("cacert.pem") + "\"",
                "cert_file = \"" + directory.resolve("servercert.pem") + "\"",
                "key_file = \"" + directory.resolve("serverkey.pem") + "\"",
                "");
    }
}
