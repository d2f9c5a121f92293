/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Xen with a dom0 in which libvirtd and an SSH server run, on a machine that QEMU emulates: {@code scripts/live-xen-lab}. A test
 * names its guests after itself and removes them.
 *
 * <p>Thread-safe, but what one thread does to the machine all others notice.
 */
public final class XenLab implements AutoCloseable {

    /** A Linux kernel for guests of each kind, below dom0's root. */
    public static final String KERNEL = "/guests/vmlinuz";

    /** What that kernel boots: a shell for root on the console, which follows requests to shut down and to reboot. */
    public static final String INITRD = "/guests/initrd";

    /** A larger one for a paravirtualized guest that is given the card of {@link Setup#passthrough()}. */
    public static final String PCI_KERNEL = "/guests/pci-vmlinuz";

    /** What that one boots: as {@link #INITRD}, and pings the other end of the card's network five times. */
    public static final String PCI_INITRD = "/guests/pci-initrd";

    /** A disk of 1 MiB that prints {@link #BOOT_SECTOR_LINE} and halts, for guests with a BIOS. Copy it: guests write. */
    public static final String BOOT_SECTOR = "/guests/boot-sector.img";

    /** What a guest that booted {@link #INITRD} prints first; after it come seconds since boot, kind of guest and UUID. */
    public static final String READY_LINE = "HVSDK-GUEST-READY";

    /** What {@link #BOOT_SECTOR} prints on the first serial port. */
    public static final String BOOT_SECTOR_LINE = "HVSDK-BOOT-SECTOR";

    private static final String ASKED_FOR = "hvsdk.live.xen";

    private static final String RUNNING = "HVSDK_RUNNING_XEN_LAB";

    private static final Shared<XenLab> SHARED = new Shared<>(XenLab::ofThisJvm);

    private final XenMachine machine;

    private XenLab(XenMachine machine) {
        this.machine = machine;
    }

    /**
     * The one that all tests of this JVM share; started by the first that asks, or the one that the environment variable
     * {@code HVSDK_RUNNING_XEN_LAB} names, the directory of one that runs already.
     */
    public static XenLab shared() {
        return SHARED.get();
    }

    private static XenLab ofThisJvm() {
        return Optional.ofNullable(System.getenv(RUNNING))
                .map(base -> new XenLab(XenMachine.running(Path.of(base))))
                .orElseGet(XenLab::start);
    }

    /** One that nobody else has. */
    public static XenLab start() {
        return setup().start();
    }

    /** One that nobody else has, not quite as usual. */
    public static Setup setup() {
        return new Setup();
    }

    /** Whether a missing one is an error where all engines must be there. */
    static boolean isAskedFor() {
        return Boolean.getBoolean(ASKED_FOR);
    }

    static Optional<String> missing() {
        if (!isAskedFor()) {
            return Optional.of("tests in an emulated Xen take long: ask for them with -Plive-xen");
        }
        return System.getenv(RUNNING) == null ? XenMachine.missing() : Optional.empty();
    }

    /** Of libvirt's Xen driver, without any login: {@code xen+tcp://127.0.0.1:40001/system}. */
    public String libvirtUri() {
        return "xen+tcp://127.0.0.1:" + machine.libvirtPort() + "/system";
    }

    /** Of dom0 by SSH with a scheme such as {@code xen+xl+ssh}, with the parameters to log in and to trust it. */
    public String sshUri(String scheme) {
        return scheme + "://root@127.0.0.1:" + sshPort() + "/?known_hosts=" + knownHosts() + "&keyfile=" + clientKey();
    }

    /** The port of 127.0.0.1 where libvirtd listens. */
    public int libvirtPort() {
        return machine.libvirtPort();
    }

    /** The port of 127.0.0.1 where the SSH server listens. */
    public int sshPort() {
        return machine.sshPort();
    }

    /** A private key by which root may log in. */
    public Path clientKey() {
        return machine.base().resolve("ssh/client");
    }

    /** A file that knows the server's key. */
    public Path knownHosts() {
        return machine.base().resolve("ssh/known_hosts");
    }

    /** A directory that dom0 sees under the same path; files that are written here are there at once. */
    public Path files() {
        return machine.base().resolve("files");
    }

    /** A shell of dom0, by SSH: the words of a call are one line for it. */
    public Tool dom0() {
        List<String> command = List.of(
                Engine.find("ssh").toString(),
                "-F",
                "none",
                "-i",
                clientKey().toString(),
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "UserKnownHostsFile=" + knownHosts(),
                "-p",
                Integer.toString(sshPort()),
                "root@127.0.0.1");
        return Tool.of(Map.of(), command.toArray(String[]::new));
    }

    /** Xen's own command in dom0: a witness that shares no code with the SDK. A shell reads the words. */
    public Tool xl() {
        return dom0().with("xl");
    }

    /** libvirt's own command at this host. */
    public Virsh virsh() {
        return Virsh.at(libvirtUri());
    }

    /** What a PV or PVH guest of this name has printed on its console, also an earlier one; empty if nothing. */
    public String console(String guest) {
        return dom0().run("cat /var/log/xen/console/guest-" + guest + ".log 2>/dev/null || true");
    }

    /** Kills libvirtd in dom0 and waits until it is gone. Its guests live on. */
    public void killLibvirtd() {
        dom0().run("lab-libvirtd kill");
    }

    /** Starts libvirtd in dom0, and waits until it listens. */
    public void startLibvirtd() {
        dom0().run("lab-libvirtd start");
    }

    /** Stops the whole machine where it stands, so that nothing answers and nothing is closed; for one's own. */
    public void suspend() {
        Processes.suspend(machine.pid());
    }

    /** Lets a machine go on that was suspended. */
    public void resume() {
        Processes.signal(machine.pid(), "CONT");
    }

    /** As if its power was cut, and waits until it is gone; for one's own. {@link #restart()} switches it on again. */
    public void kill() {
        Processes.kill(machine.pid());
    }

    /** Switches the machine on, after cutting its power if it still runs; nothing is left of its guests. Ports stay the same. */
    public void restart() {
        machine.restart();
    }

    /** Ends it with all its guests, and removes its files; one that ran already is left alone. */
    @Override
    public void close() {
        machine.close();
    }

    /** How a machine shall be. Not thread-safe: for one thread. */
    public static final class Setup {
        private final List<String> options = new ArrayList<>();

        private Setup() {}

        /** With AMD-Vi and a network card (e1000e) behind it, to be handed to a guest. */
        public Setup passthrough() {
            return option("--passthrough");
        }

        /**
         * As number 1 or 2 of two whose dom0s reach one another, and nobody else, by sockets in this directory: {@code xendom0-1} and
         * {@code xendom0-2} are their names there.
         */
        public Setup linked(int number, Path directory) {
            return option("--link", number + "," + directory);
        }

        /** With so much memory, of which 512 MiB are dom0's. */
        public Setup memory(int mebibytes) {
            return option("--memory", Integer.toString(mebibytes));
        }

        private Setup option(String... words) {
            Stream.of(words).forEach(options::add);
            return this;
        }

        /** Starts it, and waits until libvirtd and the SSH server answer: 15 s on an idle machine, minutes on a busy one. */
        public XenLab start() {
            return new XenLab(XenMachine.start(options));
        }
    }
}
