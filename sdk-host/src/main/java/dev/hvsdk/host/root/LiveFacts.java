/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.root;

import dev.hvsdk.host.internal.os.CpuDevices;
import dev.hvsdk.host.internal.os.CpuidPage;
import dev.hvsdk.host.internal.os.KvmDevice;
import dev.hvsdk.host.internal.os.Sysctl;
import dev.hvsdk.host.internal.os.Zone;
import dev.hvsdk.host.root.Fact.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The facts of the machine that this process runs on.
 *
 * <p>CPUID leaves are kept, because they do not change; everything else is read when it is asked for. Thread-safe.
 */
final class LiveFacts implements HostFacts {
    static final HostFacts INSTANCE = new LiveFacts();

    private static final Set<String> X86 = Set.of("x86_64", "i386", "i486", "i586", "i686");
    private static final Set<String> SYSCTL_BY_NAME = Set.of("Darwin", "FreeBSD");

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern EFFECTIVE_UID = Pattern.compile("(?m)^Uid:\\s+\\d+\\s+(\\d{1,10})\\s");

    private final HostFiles files = HostFiles.live();
    private final Map<Long, Fact<CpuidLeaf>> leaves = new ConcurrentHashMap<>();

    private LiveFacts() {}

    @Override
    public Fact<CpuidLeaf> cpuid(int leaf, int subleaf) {
        Long key = ((long) subleaf << 32) | (leaf & 0xFFFF_FFFFL);
        // Not computeIfAbsent: it would hold a lock over a native call.
        Fact<CpuidLeaf> cached = leaves.get(key);
        if (cached != null) {
            return cached;
        }
        Fact<CpuidLeaf> read = onX86(() -> readCpuid(leaf, subleaf));
        if (read.isKnown()) {
            leaves.put(key, read);
        }
        return read;
    }

    /**
     * The instruction first, so that every user is told the same: a paravirtual kernel (Xen's, KVM's PVM) asks its hypervisor for
     * what the device tells root, while programs are answered by what is below.
     */
    private static Fact<CpuidLeaf> readCpuid(int leaf, int subleaf) {
        try {
            return Fact.known(leafOf(CpuidPage.execute(leaf, subleaf)));
        } catch (UnsupportedOperationException e) {
            return askDevice(leaf, subleaf, String.valueOf(e.getMessage()));
        }
    }

    private static Fact<CpuidLeaf> askDevice(int leaf, int subleaf, String refusal) {
        Fact<CpuidLeaf> read =
                HostFiles.attempt(CpuDevices.CPUID, () -> Fact.known(leafOf(CpuDevices.cpuid(leaf, subleaf))));
        return read.problem()
                .map(problem -> Fact.<CpuidLeaf>unknown(problem.reason(), problem.detail() + "; " + refusal))
                .orElse(read);
    }

    private static CpuidLeaf leafOf(int[] registers) {
        return new CpuidLeaf(registers[0], registers[1], registers[2], registers[3]);
    }

    @Override
    public Fact<Long> msr(int index) {
        String register = "MSR 0x" + Integer.toHexString(index) + " in " + CpuDevices.MSR;
        return onX86(() -> HostFiles.attempt(register, () -> Fact.known(CpuDevices.msr(index))));
    }

    private <T> Fact<T> onX86(Supplier<Fact<T>> reading) {
        boolean x86 = machine().value().map(X86::contains).orElse(false);
        return x86 ? reading.get() : Fact.unknown(Reason.UNSUPPORTED, "only x86 CPUs have this");
    }

    @Override
    public Fact<String> machine() {
        // /proc/sys/kernel/arch is new in Linux 6.1.
        Fact<String> kernel = files.attribute("/proc/sys/kernel/arch");
        return kernel.isKnown() ? kernel : machineOf(System.getProperty("os.arch", ""));
    }

    /** The kernel's name for what Java calls an architecture, where they can be told from each other. */
    private static Fact<String> machineOf(String java) {
        return switch (java) {
            case "amd64", "x86_64" -> Fact.known("x86_64");
            case "aarch64", "ppc64", "ppc64le", "s390x", "riscv64", "loongarch64", "sparcv9" -> Fact.known(java);
            default -> Fact.unknown(Reason.UNSUPPORTED, "a " + java + " Java does not tell the kernel's architecture");
        };
    }

    @Override
    public Fact<String> operatingSystem() {
        String name = System.getProperty("os.name", "");
        return Fact.known(name.equals("Mac OS X") ? "Darwin" : name);
    }

    @Override
    public Fact<String> dmi(String field) {
        return WORD.matcher(field).matches()
                ? files.attribute("/sys/class/dmi/id/" + field)
                : Fact.unknown(Reason.ABSENT, "no DMI field has such a name");
    }

    @Override
    public Fact<Long> namespace(String kind) {
        return WORD.matcher(kind).matches()
                ? NamespaceLink.inode(files, kind)
                : Fact.unknown(Reason.ABSENT, "no namespace has such a name");
    }

    @Override
    public Fact<Integer> uid() {
        return files.text("/proc/self/status").flatMap(status -> {
            Matcher matcher = EFFECTIVE_UID.matcher(status);
            return matcher.find()
                    ? Fact.known(Integer.parseUnsignedInt(matcher.group(1)))
                    : Fact.unknown(Reason.DAMAGED, "/proc/self/status names no user");
        });
    }

    @Override
    public Fact<KvmProbe> kvm() {
        return supported(() -> HostFiles.attempt(KvmDevice.PATH, () -> {
            KvmDevice.Answer answer = KvmDevice.ask();
            return Fact.known(new KvmProbe(answer.apiVersion(), answer.createsVms()));
        }));
    }

    @Override
    public Fact<DeviceAccess> kvmAccess() {
        return HostFiles.attempt(KvmDevice.PATH, () -> {
            try {
                return Fact.known(access(Files.readAttributes(Path.of(KvmDevice.PATH), PosixFileAttributes.class)));
            } catch (UnsupportedOperationException e) {
                return Fact.unknown(Reason.UNSUPPORTED, "this system has no POSIX permissions");
            }
        });
    }

    private static DeviceAccess access(PosixFileAttributes node) {
        boolean open =
                node.permissions().containsAll(Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE));
        return new DeviceAccess(node.group().getName(), open);
    }

    @Override
    public Fact<String> sysctl(String name) {
        if (!operatingSystem().value().map(SYSCTL_BY_NAME::contains).orElse(false)) {
            return Fact.unknown(Reason.UNSUPPORTED, "sysctl is asked on macOS and FreeBSD only");
        }
        return supported(() -> HostFiles.attempt("sysctl " + name, () -> Fact.known(Sysctl.read(name))));
    }

    @Override
    public Fact<String> zoneName() {
        if (!operatingSystem().equals(Fact.known("SunOS"))) {
            return Fact.unknown(Reason.UNSUPPORTED, "only Solaris and illumos have zones");
        }
        return supported(() -> HostFiles.attempt("the zone's name", () -> Fact.known(Zone.name())));
    }

    @Override
    public Fact<String> environment(String name) {
        if (!name.startsWith("container")) {
            return Fact.unknown(Reason.UNSUPPORTED, "only variables beginning with 'container' are read");
        }
        String value = System.getenv(name);
        return value == null ? Fact.unknown(Reason.ABSENT, name + " is not set") : Fact.known(value);
    }

    private static <T> Fact<T> supported(Supplier<Fact<T>> reading) {
        try {
            return reading.get();
        } catch (UnsupportedOperationException e) {
            return Fact.unknown(Reason.UNSUPPORTED, String.valueOf(e.getMessage()));
        }
    }
}
