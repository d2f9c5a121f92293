/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated vCenter or ESX host on a free port of 127.0.0.1, by TLS with a certificate of its own: what {@code scripts/make-vcsim} has
 * built.
 *
 * <p>Thread-safe, but what one thread does to the simulator all others notice.
 */
public final class Vcsim implements AutoCloseable {

    private static final Shared<Vcsim> VCENTER = new Shared<>(() -> setup().start());

    private static final Shared<Vcsim> ESX = new Shared<>(() -> setup().esx().start());

    private final boolean esx;
    private final String user;
    private final String password;
    private final VcsimProcess process;

    private Vcsim(Setup setup) {
        esx = setup.esx;
        user = setup.user;
        password = setup.password;
        List<String> options = new ArrayList<>(setup.options);
        options.addAll(List.of("-username", user, "-password", password));
        process = VcsimProcess.start(options);
    }

    /** The vCenter that all tests of this JVM share, with two hosts and two guests; started by the first that asks. */
    public static Vcsim vcenter() {
        return VCENTER.get();
    }

    /** The ESX host that all tests of this JVM share, with two guests; started by the first that asks. */
    public static Vcsim esx() {
        return ESX.get();
    }

    /** One that nobody else has; a vCenter unless told otherwise. */
    public static Setup setup() {
        return new Setup();
    }

    static Optional<String> missing() {
        Path program = VcsimProcess.program();
        return Files.isExecutable(program)
                ? Optional.empty()
                : Optional.of("no " + program + " here: run scripts/install-engines vmware and scripts/make-vcsim");
    }

    /** By the scheme of its kind, with the user and without the password: {@code vsphere://user@127.0.0.1:40001/}. */
    public String uri() {
        return (esx ? "esx://" : "vsphere://") + user + "@127.0.0.1:" + port() + "/";
    }

    /** Where SOAP is spoken: {@code https://127.0.0.1:40001/sdk}. */
    public String sdk() {
        return "https://127.0.0.1:" + port() + "/sdk";
    }

    /** Its port on 127.0.0.1. */
    public int port() {
        return process.port();
    }

    /** Who may log in. */
    public String user() {
        return user;
    }

    /** With this password. */
    public String password() {
        return password;
    }

    /** The certificate, which has no authority above it, as a PEM file. */
    public Path certificate() {
        return process.certificate();
    }

    /** The SHA-256 of the certificate as {@code openssl x509 -fingerprint} writes it: pairs of upper-case digits with colons. */
    public String fingerprint() {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(x509().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(sum);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate x509() throws CertificateException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(certificate())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that shares no code with the SDK; {@code cli().run()} without words says what it can. Its calls are not counted. */
    public Tool cli() {
        return Tool.of(
                Map.of("VCSIM_PASSWORD", password),
                VcsimProcess.program().toString(),
                "ctl",
                "-u",
                sdk().replace("//", "//" + user + "@"));
    }

    /**
     * libvirt's own client at an ESX host, a third witness; only of a simulator that was set up with {@link Setup#realXml()}, and where
     * {@link Engine#LIBVIRTD} is.
     */
    public Tool virsh() {
        Path login = process.write(
                "auth.conf",
                "[credentials-esx]\nusername=" + user + "\npassword=" + password
                        + "\n[auth-esx-127.0.0.1]\ncredentials=esx\n");
        // It warns of each property that its driver does not know, and says its errors without a log too.
        return Tool.of(
                Map.of("LIBVIRT_AUTH_FILE", login.toString(), "LIBVIRT_LOG_OUTPUTS", "4:file:/dev/null"),
                Engine.find("virsh").toString(),
                "-q",
                "-c",
                "esx://" + user + "@127.0.0.1:" + port() + "/?no_verify=1");
    }

    /**
     * A client by the library pyvmomi, a witness with the words of {@link #cli()} that it knows; only where {@link Engine#PYVMOMI} is. Its
     * calls are counted.
     */
    public Tool pyvmomi() {
        Path script = Project.script("make-vcsim").resolveSibling("../live/src/main/pyvmomi/witness.py");
        return Tool.of(
                Map.of("VCSIM_PASSWORD", password),
                Engine.find("python3").toString(),
                script.toString(),
                sdk().replace("//", "//" + user + "@"));
    }

    /** How often a method of SOAP has been called since this was started. */
    public int requests(String method) {
        return traffic(method).calls();
    }

    /** How many calls of a method were under way at once, at most. */
    public int maxConcurrency(String method) {
        return traffic(method).most();
    }

    /** What has gone over the wire for a method. */
    public VcsimTraffic traffic(String method) {
        return VcsimTraffic.parse(process.command("counts")).getOrDefault(method, VcsimTraffic.NONE);
    }

    /** What has gone over the wire, by method. */
    public Map<String, VcsimTraffic> traffic() {
        return VcsimTraffic.parse(process.command("counts"));
    }

    /** What the last call of a method said, the whole envelope in one line; empty if there was none. Passwords too. */
    public String lastRequest(String method) {
        return process.command("last " + method).replaceFirst("^ok ?", "");
    }

    /**
     * Has calls of a method fail from now on: {@code "PowerOnVM_Task:TaskInProgress"}, and behind it how many calls go well before and
     * how many fail, {@code ":0:2"}.
     *
     * <p>Instead of a fault: {@code task.TYPE}, the task fails; {@code slow.1500}, the task makes progress for so many milliseconds, can be
     * cancelled, and does the work then; a status of HTTP; {@code drop}, the connection ends before the call;
     * {@code lose}, the call is done and the connection ends before the answer.
     */
    public void fault(String specification) {
        process.command("fault " + specification);
    }

    /** Has each call of a method take this much longer from now on. */
    public void delay(String method, Duration time) {
        process.command("delay " + method + ":" + time.toMillis());
    }

    /** Ends all faults and delays, those of the setup too. */
    public void calm() {
        process.command("calm");
    }

    /** Stops it where it stands, so that it hangs: connections are accepted and nobody answers. */
    public void suspend() {
        process.suspend();
    }

    /** Lets it go on after {@link #suspend()}. */
    public void resume() {
        process.resume();
    }

    /** Ends it at once, and its connections. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on its port after {@link #kill()}: as it was set up, without what was changed since, and without sessions. */
    public void restart() {
        process.restart();
    }

    /** Ends it and removes its files. */
    @Override
    public void close() {
        process.close();
    }

    /** How a simulator shall be. Not thread-safe: for one thread. */
    public static final class Setup {
        private final List<String> options = new ArrayList<>();
        private boolean esx;
        private String user = "user";
        private String password = "correct-horse-9";

        private Setup() {}

        /** A host, whose user is root. */
        public Setup esx() {
            esx = true;
            user = "root";
            return option("-esx");
        }

        /** So many guests, all running; of each cluster, if there are several. */
        public Setup guests(int count) {
            return option("-vm", count);
        }

        /** So many hosts in each cluster of a vCenter. */
        public Setup hosts(int count) {
            return option("-host", count);
        }

        /** So many clusters of a vCenter. */
        public Setup clusters(int count) {
            return option("-cluster", count);
        }

        /** So many datastores. */
        public Setup datastores(int count) {
            return option("-ds", count);
        }

        /** Who may log in, and how. */
        public Setup login(String name, String secret) {
            user = name;
            password = secret;
            return this;
        }

        /** The names in the certificate, instead of 127.0.0.1 and localhost. */
        public Setup certificateFor(String... names) {
            return option("-tlsnames", String.join(",", names));
        }

        /** The certificate has expired. */
        public Setup expiredCertificate() {
            return option("-tlsexpired");
        }

        /** Answers have so many objects at most; the rest is fetched in pages. */
        public Setup pages(int size) {
            return option("-page", size);
        }

        /** Items of arrays tell their types, as those of real servers do, which libvirt insists on. */
        public Setup realXml() {
            return option("-real-xml");
        }

        /** Answers are compressed for those who accept it, as those of real servers. */
        public Setup gzip() {
            return option("-gzip");
        }

        /** So many GPUs in each host that can be passed through. */
        public Setup gpus(int count) {
            return option("-gpus", count);
        }

        /** So many network cards in each host with SR-IOV. */
        public Setup nics(int count) {
            return option("-nics", count);
        }

        /** Guests have VMware Tools while they run, which tell a host name, addresses and a file system. */
        public Setup tools() {
            return option("-tools");
        }

        /** See {@link Vcsim#fault}. */
        public Setup fault(String specification) {
            return option("-fault", specification);
        }

        /** Sessions that are idle for so long end. */
        public Setup sessionIdle(Duration time) {
            return option("-session-idle", time.toMillis() + "ms");
        }

        /** Each call takes so much longer. */
        public Setup delay(Duration time) {
            return option("-delay", Math.toIntExact(time.toMillis()));
        }

        /** Each call of one method takes so much longer. */
        public Setup delay(String method, Duration time) {
            return option("-method-delay", method + ":" + time.toMillis());
        }

        /** All that is said goes to a file, passwords too; for people. */
        public Setup trace(Path file) {
            return option("-trace", file.toString());
        }

        private Setup option(String name, int value) {
            return option(name, String.format(Locale.ROOT, "%d", value));
        }

        private Setup option(String... words) {
            options.addAll(List.of(words));
            return this;
        }

        /** Starts it and waits until it answers. */
        public Vcsim start() {
            return new Vcsim(this);
        }
    }
}
