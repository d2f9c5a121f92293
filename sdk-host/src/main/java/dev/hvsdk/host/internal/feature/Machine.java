/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.feature;

import dev.hvsdk.api.machine.Approach;
import dev.hvsdk.api.machine.CpuInfo;
import dev.hvsdk.api.machine.Evidence;
import dev.hvsdk.api.machine.LayerRole;
import dev.hvsdk.api.machine.VirtualizationLayer;
import dev.hvsdk.host.internal.cpu.CpuMaker;
import dev.hvsdk.host.internal.cpu.CpuidTable;
import dev.hvsdk.host.internal.cpu.Cpuinfo;
import dev.hvsdk.host.internal.cpu.InstructionSet;
import dev.hvsdk.host.internal.platform.CpuRegister;
import dev.hvsdk.host.internal.platform.Hardware;
import dev.hvsdk.host.internal.platform.Iommu;
import dev.hvsdk.host.internal.platform.KernelCommandLine;
import dev.hvsdk.host.internal.platform.KvmStart;
import dev.hvsdk.host.internal.platform.Origin;
import dev.hvsdk.host.internal.platform.ShownSysfs;
import dev.hvsdk.host.internal.platform.VirtualIommu;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The machine that is probed: what the probes ask for, read once. Not thread-safe: one per probing. */
final class Machine {
    private final HostRoot root;
    private final List<VirtualizationLayer> layers;
    private final Fact<Cpuinfo> cpuinfo;
    private final CpuInfo cpu;
    private final Optional<InstructionSet> instructionSet;
    private final CpuidTable cpuid;
    private final KvmStart kvm;
    private final KernelCommandLine commandLine;
    private final Iommu iommu;
    private final ShownSysfs sysfs;
    private final Origin origin;

    Machine(Hardware hardware, List<VirtualizationLayer> layers) {
        root = hardware.root();
        this.layers = List.copyOf(layers);
        cpuinfo = hardware.cpuinfo();
        Cpuinfo readable = cpuinfo.value().orElseGet(Cpuinfo::empty);
        cpu = hardware.cpu();
        iommu = hardware.iommu();
        instructionSet = InstructionSet.of(root, readable).or(iommu::instructionSet);
        cpuid = new CpuidTable(root.facts());
        kvm = hardware.kvm();
        sysfs = hardware.sysfs();
        origin = Origin.of(root);
        commandLine = KernelCommandLine.read(root.files());
    }

    HostFiles files() {
        return root.files();
    }

    CpuInfo cpu() {
        return cpu;
    }

    /** Whether the CPU is of this kind; false also where that is not known. */
    boolean is(InstructionSet set) {
        return instructionSet.equals(Optional.of(set));
    }

    Optional<InstructionSet> instructionSet() {
        return instructionSet;
    }

    /** The maker of an x86 CPU, if it is one that builds virtualization. */
    Optional<CpuMaker> maker() {
        return is(InstructionSet.X86) ? cpu.vendor().flatMap(CpuMaker::of) : Optional.empty();
    }

    /** A bit of CPUID. */
    Fact<Boolean> has(CpuidBit bit) {
        return cpuid.leaf(bit.leaf(), 0).map(bit::in);
    }

    /** Whether the kernel shows a flag of the CPU. */
    Fact<Boolean> hasFlag(String flag) {
        return cpuinfo.map(info -> info.flags().contains(flag));
    }

    /** The flags of VT-x that the kernel shows; none on kernels before Linux 5.7. */
    Set<String> vmxFlags() {
        return cpuinfo.map(Cpuinfo::vmxFlags).value().orElse(Set.of());
    }

    /** A line of {@code /proc/cpuinfo}. */
    Optional<String> cpuinfoLine(String key) {
        return cpuinfo.value().flatMap(info -> info.first(key));
    }

    Fact<Long> msr(int index) {
        return root.facts().msr(index);
    }

    /** Whether KVM started. */
    KvmStart kvm() {
        return kvm;
    }

    /** Where all of this comes from. */
    Origin origin() {
        return origin;
    }

    /** Whether what the kernel does not show of its devices and modules is not there. */
    boolean showsSysfs() {
        return sysfs.isThere();
    }

    /** What a person does to have something read that the kernel shows and that was not there; for all of sysfs the same. */
    String toRead(String path) {
        return sysfs.gap()
                .filter(gap -> path.startsWith("/sys/"))
                .map(gap -> Finding.capitalized(gap.remedy()))
                .orElseGet(() -> origin.toRead(path));
    }

    KernelCommandLine commandLine() {
        return commandLine;
    }

    Iommu iommu() {
        return iommu;
    }

    /** A parameter of a kernel module, if the module is there and shows it. */
    Optional<Evidence> parameter(String module, String name) {
        String path = "/sys/module/" + module + "/parameters/" + name;
        return files().attribute(path).value().map(value -> Evidence.ofKernel(path, value));
    }

    /** Whether a kernel module is there, loaded or built in. */
    boolean hasModule(String module) {
        return files().exists("/sys/module/" + module);
    }

    /** The system, as {@code uname -s} prints it. */
    Optional<String> operatingSystem() {
        return root.facts().operatingSystem().value();
    }

    /**
     * That this is a guest of a hypervisor, if it is; containers do not count, because they show the host's CPU. In a privileged system
     * the CPU's bit tells only of the hypervisor that it is privileged in.
     */
    Optional<Evidence> hypervisor() {
        return layers.stream()
                .filter(layer -> layer.role() == LayerRole.GUEST)
                .filter(layer -> layer.approach() != Approach.OS_LEVEL && layer.approach() != Approach.APPLICATION)
                .findFirst()
                .map(Machine::evidenceOf)
                .or(() -> host().isPresent() ? Optional.empty() : hypervisorBit());
    }

    /** What answers for the CPU in place of the hardware, if something does: the hypervisor that runs here, or the one around. */
    Optional<Evidence> above() {
        return host().map(PrivilegedHost::evidence).or(this::hypervisor);
    }

    /** How this guest would get the virtualization of the CPU. */
    String nestingRemedy() {
        return Nesting.remedy(layers);
    }

    /** Where to look for what is hidden here, though the hardware has it. */
    String lookBelow() {
        return host().map(PrivilegedHost::lookAtCpu).orElse(Finding.LOOK_BELOW);
    }

    /** How this guest would get an IOMMU. */
    String virtualIommuRemedy() {
        return VirtualIommu.remedy(layers, is(InstructionSet.X86)).orElse(VirtualIommu.GENERAL);
    }

    /** That this is the privileged system of a hypervisor, such as Xen's dom0, if it is. */
    Optional<PrivilegedHost> host() {
        return PrivilegedHost.of(layers);
    }

    static Evidence evidenceOf(VirtualizationLayer layer) {
        return Evidence.ofKernel(
                "virtualization layer",
                layer.technology().id() + ", " + layer.role().id());
    }

    private Optional<Evidence> hypervisorBit() {
        if (!is(InstructionSet.X86)) {
            return Optional.empty();
        }
        if (hasFlag("hypervisor").value().orElse(false)) {
            return Optional.of(Evidence.ofKernel("/proc/cpuinfo", "flag hypervisor"));
        }
        return has(CpuidBit.HYPERVISOR)
                .value()
                .filter(set -> set)
                .map(set -> Evidence.ofKernel(CpuidBit.HYPERVISOR.source(), "1"));
    }

    /** Evidence of what kind of CPU this is, for features that only another kind has. */
    Evidence kind() {
        return cpu.architecture()
                .map(name -> Evidence.ofKernel("architecture", name))
                .or(() -> instructionSet.map(set -> Evidence.ofKernel("/proc/cpuinfo", "written as on " + set)))
                .orElseGet(() -> Evidence.ofKernel("architecture", "not known"));
    }

    /** Evidence of which CPU this is said to be. */
    Evidence model() {
        String family = cpu.familyNumber().isPresent()
                ? ", family " + cpu.familyNumber().getAsInt()
                : "";
        return Evidence.ofKernel("CPU model", cpu.model().orElse("not known") + family);
    }

    /** What helps where the permission to open the device of KVM is missing. */
    String kvmDenialRemedy() {
        return root.facts().uid().equals(Fact.known(0))
                ? "Have the device allowed by what refuses it even to root, a security module or the cgroup's list of devices: "
                        + "start the container with --device /dev/kvm"
                : KvmPermission.remedy(root.facts().kvmAccess());
    }

    /** That a KVM is at work which needs no virtualization by the CPU, if it is. */
    Optional<Evidence> paravirtualKvm() {
        return hasModule("kvm_pvm")
                ? Optional.of(Evidence.ofKernel("/sys/module/kvm_pvm", "KVM without VT-x or AMD-V (PVM)"))
                : Optional.empty();
    }

    /** Evidence of who made the CPU. */
    Evidence vendor() {
        return Evidence.ofKernel(
                "CPU vendor",
                cpu.vendor().orElseGet(() -> "not known, " + CpuRegister.leaf(0).name() + " is " + origin.missing()));
    }
}
