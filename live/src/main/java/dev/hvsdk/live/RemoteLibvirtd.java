/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A libvirtd that is reached as one of another machine is: by TCP with passwords, by TLS with certificates, and by SSH with keys. All on
 * 127.0.0.1. Thread-safe.
 */
public final class RemoteLibvirtd implements AutoCloseable {
    /** Who may log in by TCP. */
    public static final String USER = "fred";

    /** His password. */
    public static final String PASSWORD = "correct-horse-7";

    private final Path directory;
    private final Certificates certificates;
    private final Sshd ssh;
    private final SshClients clients;
    private final Libvirtd daemon;
    private final int tlsPort;

    private RemoteLibvirtd(Path directory) throws IOException {
        this.directory = directory;
        tlsPort = Ports.free();
        certificates = Certificates.in(directory.resolve("pki"));
        Path configuration = directory.resolve("libvirtd.conf");
        Files.writeString(configuration, "auth_tcp = \"sasl\"\n" + certificates.configuration(tlsPort));
        passwords();
        readable();
        daemon = Libvirtd.setup()
                .tcp()
                .configuration(configuration)
                .environment("SASL_CONF_PATH", directory.toString())
                .start();
        ssh = Sshd.start();
        clients = SshClients.make(directory.resolve("ssh"), ssh);
    }

    /** Starts it all; close it. */
    public static RemoteLibvirtd start() {
        try {
            return new RemoteLibvirtd(Files.createTempDirectory(Path.of("/tmp"), "hvr-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** DIGEST-MD5, old as it is: by TCP, libvirt takes mechanisms only that encrypt, and the other one is Kerberos. */
    private void passwords() throws IOException {
        Path database = directory.resolve("sasl.db");
        Files.writeString(directory.resolve("libvirt.conf"), "mech_list: digest-md5\nsasldb_path: " + database + "\n");
        Commands.run(directory, PASSWORD, "saslpasswd2", "-c", "-p", "-a", "libvirt", "-f", database.toString(), USER);
    }

    /** By the daemon, which may be that of nobody. */
    private void readable() {
        Commands.run(directory, "", "chmod", "-R", "a+rX", directory.toString());
    }

    /** The daemon. */
    public Libvirtd daemon() {
        return daemon;
    }

    /** By TCP; asks for the user and the password. */
    public String tcpUri(String driver) {
        return daemon.tcpUri(driver);
    }

    /** By TLS, with all that is needed. */
    public String tlsUri() {
        return tlsUri(Certificates.HOST, certificates.client());
    }

    /** By TLS, by a name that is not in the host's certificate. */
    public String tlsUriOfOtherName() {
        return tlsUri("127.0.0.1", certificates.client());
    }

    /** By TLS, as a client that has no certificate. */
    public String tlsUriOfUnnamed() {
        return tlsUri(Certificates.HOST, certificates.unnamed());
    }

    /** By TLS, as a client that knows another authority than that of the host. */
    public String tlsUriOfStranger() {
        return tlsUri(Certificates.HOST, certificates.stranger());
    }

    private String tlsUri(String host, Path pki) {
        return "qemu+tls://" + host + ":" + tlsPort + "/" + daemon.mode() + "?pkipath=" + pki;
    }

    /** By the program ssh, which knows the host's key or does not, with a key that the host knows or does not. */
    public String sshUri(boolean knowsHost, boolean isKnown) {
        return sshUri("ssh", isKnown) + "&command=" + clients.file(knowsHost ? "knowing" : "unknowing");
    }

    /** By a program that does nothing for a long time, instead of ssh. */
    public String hangingSshUri() {
        return sshUri("ssh", true) + "&command=" + clients.file("hanging");
    }

    /** The number of the program that does nothing. */
    public Path hangingPid() {
        return clients.file("hanging.pid");
    }

    /** By a library of SSH: libssh or libssh2. */
    public String libsshUri(String library, boolean knowsHost, boolean isKnown) {
        return sshUri(library, isKnown) + "&sshauth=privkey&known_hosts="
                + clients.file(knowsHost ? "known" : "unknown");
    }

    private String sshUri(String transport, boolean isKnown) {
        return "qemu+" + transport + "://" + System.getProperty("user.name") + "@127.0.0.1:" + ssh.port() + "/"
                + daemon.mode() + "?socket=" + daemon.socket() + "&keyfile="
                + (isKnown ? ssh.clientKey() : clients.file("other"));
    }

    @Override
    public void close() {
        ssh.close();
        daemon.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
