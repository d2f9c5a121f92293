/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Something real that a test may need. */
public enum Engine {
    /** A libvirtd that is ours alone, and the test driver in it; with the library {@code libvirt.so.0} and {@code virsh}. */
    LIBVIRTD(Engine::libvirtd),

    /** QEMU without KVM, below that libvirtd. */
    QEMU(Engine::qemu),

    /** Containers of libvirt's LXC driver. */
    LIBVIRT_LXC(Engine::lxc),

    /** What connects from elsewhere: SASL, OpenSSL, OpenSSH; see {@link RemoteLibvirtd}. */
    TRANSPORTS(Engine::transports),

    /** Guests to boot: {@link GuestImages}. */
    GUEST_IMAGES(() -> GuestImages.missing()),

    /** An OpenSSH server that is ours alone: {@link Sshd}. */
    SSHD(() -> Sshd.missing()),

    /** A dockerd that is ours alone, with its own command: {@link Dockerd}. */
    DOCKER(() -> daemon("dockerd", "docker", "containerd", "runc")),

    /** A service of Podman that is ours alone: {@link PodmanService}. */
    PODMAN(() -> daemon("podman", "conmon", "runc")),

    /** An LXD that is ours alone, with its own command: {@link Lxd}. */
    LXD(() -> daemon("lxd", "lxc", "rsync")),

    /** The library {@code liblxc.so.1} and its commands: {@link LxcPath}. */
    LXC(Engine::liblxc),

    /** {@code systemd-nspawn}, and a systemd-machined to register with that is ours alone: {@link Machined}. */
    NSPAWN(() -> daemon("systemd-nspawn", "machinectl", "dbus-daemon", "nsenter")),

    /** {@code bwrap}, which makes sandboxes. */
    BUBBLEWRAP(() -> containers("bwrap")),

    /** Others who find out what a machine runs in: {@code virt-what} and {@code systemd-detect-virt}. */
    DETECTORS(() -> containers("virt-what", "systemd-detect-virt")),

    /** {@code dot} of Graphviz, which draws graphs. */
    GRAPHVIZ(() -> absent("dot", ": run scripts/install-ci-tools")),

    /** An image to run in containers: {@link ContainerImage}. */
    CONTAINER_IMAGE(() -> ContainerImage.missing()),

    /** A simulated vCenter or ESX host: {@link Vcsim}. */
    VCSIM(() -> Vcsim.missing()),

    /** Python with the library pyvmomi, another witness of what is in a {@link Vcsim}. */
    PYVMOMI(Engine::pyvmomi),

    /** A real Xen with a dom0, emulated by QEMU: {@link XenLab}. Only where it is asked for, by {@code -Plive-xen}. */
    XEN_LAB(() -> XenLab.missing()),

    /** A machine with an IOMMU and SR-IOV, emulated by QEMU: {@link HwLab}. Only where it is asked for, by {@code -Plive-hw}. */
    HW_LAB(() -> HwLab.missing()),

    /** {@code /dev/kvm}, which no machine of CI is bound to have. */
    KVM(Engine::kvm);

    private static final String INSTALL = ": run scripts/install-engines libvirt";

    private static final String INSTALL_CONTAINERS = ": run scripts/install-engines containers";

    private static final String INSTALL_PEERS = ": run scripts/install-engines vmware-peers";

    /** Those of the distribution first: another version may lie under /usr/local, as it does on machines of CI. */
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));

    private static final Path LIBRARIES = Path.of("/usr/lib");

    private final Supplier<Optional<String>> missing;

    Engine(Supplier<Optional<String>> missing) {
        this.missing = missing;
    }

    /** Why it cannot be used here; empty if it can. */
    public Optional<String> missing() {
        return missing.get();
    }

    boolean mustBeInCi() {
        return this != KVM && (this != XEN_LAB || XenLab.isAskedFor()) && (this != HW_LAB || HwLab.isAskedFor());
    }

    private static Optional<String> libvirtd() {
        return program("libvirtd")
                .or(() -> program("virsh"))
                .or(() -> program("bash"))
                .or(() -> program("setpriv"))
                .or(() -> Processes.isRoot() ? Optional.empty() : Optional.of("live tests of libvirt need root"));
    }

    private static Optional<String> qemu() {
        return libvirtd().or(() -> program("qemu-system-x86_64")).or(() -> driver("qemu"));
    }

    private static Optional<String> transports() {
        return libvirtd()
                .or(() -> program("saslpasswd2"))
                .or(() -> program("openssl"))
                .or(() -> program("sshd"))
                .or(() -> program("ssh"))
                .or(() -> program("nc"));
    }

    private static Optional<String> lxc() {
        return libvirtd().or(() -> driver("lxc")).or(Engine::namespaces);
    }

    private static Optional<String> namespaces() {
        return Processes.succeeds("unshare", "--mount", "--pid", "--fork", "true")
                ? Optional.empty()
                : Optional.of("no right to make namespaces, without which there are no containers");
    }

    private static Optional<String> kvm() {
        return Files.isWritable(Path.of("/dev/kvm")) ? Optional.empty() : Optional.of("no /dev/kvm that we may use");
    }

    private static Optional<String> pyvmomi() {
        return absent("python3", INSTALL_PEERS)
                .or(() -> Processes.succeeds(find("python3").toString(), "-c", "import pyVmomi")
                        ? Optional.empty()
                        : Optional.of("no pyvmomi here" + INSTALL_PEERS));
    }

    private static Optional<String> daemon(String... programs) {
        return containers(programs)
                .or(() -> absent("bash", INSTALL_CONTAINERS))
                .or(() -> absent("setpriv", INSTALL_CONTAINERS))
                .or(() -> absent("curl", INSTALL_CONTAINERS));
    }

    private static Optional<String> liblxc() {
        return containers("lxc-start", "lxc-create", "lxc-copy", "lxc-attach", "lxc-stop", "lxc-destroy", "rsync");
    }

    private static Optional<String> containers(String... programs) {
        return Stream.of(programs)
                .flatMap(program -> absent(program, INSTALL_CONTAINERS).stream())
                .findFirst()
                .or(() -> Processes.isRoot() ? Optional.empty() : Optional.of("live tests of containers need root"))
                .or(Engine::namespaces);
    }

    private static Optional<String> program(String name) {
        return absent(name, INSTALL);
    }

    static Optional<String> absent(String name, String remedy) {
        return installed(name).isPresent() ? Optional.empty() : Optional.of("no " + name + " here" + remedy);
    }

    /** A program that the engines of this machine are driven with. */
    static Path find(String name) {
        return installed(name).orElseThrow(() -> new IllegalStateException("no " + name + " here"));
    }

    private static Optional<Path> installed(String name) {
        return PROGRAMS.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Debian has it below the directory of the architecture, others beside. */
    private static Optional<String> driver(String name) {
        String file = "libvirt/connection-driver/libvirt_driver_" + name + ".so";
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(LIBRARIES)) {
            for (Path directory : directories) {
                if (Files.exists(directory.resolve(file))) {
                    return Optional.empty();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of("libvirt has no driver for " + name + " here" + INSTALL);
    }
}
