/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.host.command.Command;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This machine by libvirt's virt-host-validate and by the doctor, line by line; docs/guide/host.md explains where they differ. */
@Live(Engine.LIBVIRTD)
class DoctorAndValidateLiveTest {
    private static final Pattern LINE =
            Pattern.compile("\\s*(QEMU|LXC): Checking (?:for|if) (.*?)\\s+: (PASS|WARN|FAIL|NOTE)\\b.*");

    private static final Pattern CGROUP = Pattern.compile("cgroup '(\\w+)' controller support");
    private static final Pattern NAMESPACE = Pattern.compile("namespace (\\w+)");

    private static final Map<String, String> CHECKS = Map.of(
            "hardware virtualization", "kvm.cpu",
            "device /dev/kvm exists", "kvm.device",
            "device /dev/kvm is accessible", "kvm.device",
            "device /dev/vhost-net exists", "kvm.vhost-net",
            "device /dev/net/tun exists", "kvm.tun",
            "device assignment IOMMU support", "passthrough.iommu",
            "IOMMU is enabled by kernel", "passthrough.iommu",
            "secure guest support", "kvm.secure-guests",
            "Linux >= 2.6.26", "lxc.kernel",
            "device /sys/fs/fuse/connections exists", "lxc.fuse");

    /** The check, their verdict and ours. */
    private static final Set<String> DIFFERENCES = Set.of(
            "kvm.cpu FAIL NOTE", // KVM that works without the CPU's help
            "kvm.cpu PASS FAIL", // the firmware's lock, which they do not read
            "kvm.cpu PASS WARN", // the same, where nobody may read it
            "passthrough.iommu WARN FAIL", // no device can be given away
            "passthrough.iommu PASS WARN", // announced, and nobody knows whether it is in use
            "kvm.secure-guests WARN NOTE", // guests run without
            "lxc.fuse FAIL WARN"); // containers start without

    @ParameterizedTest
    @ValueSource(strings = {"qemu", "lxc"})
    void saysWhatVirtHostValidateSaysButForWhatIsExplained(String group) {
        Map<String, Verdict> ours = HostDoctor.of(HostRoot.live()).examine().results().stream()
                .collect(Collectors.toMap(result -> result.check().id(), CheckResult::verdict));
        List<Matcher> theirs = CommandRunner.local()
                .run(Command.of("virt-host-validate", group))
                .stdout()
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .toList();

        assertThat(theirs).isNotEmpty();
        assertThat(theirs).allSatisfy(line -> {
            String check = counterpart(line.group(1), line.group(2)).orElse("no check");
            assertThat(ours).as(line.group()).containsKey(check);
            Verdict verdict = requireNonNull(ours.get(check));
            String difference = check + " " + line.group(3) + " " + verdict;
            assertThat(verdict.name().equals(line.group(3)) || DIFFERENCES.contains(difference))
                    .as(difference)
                    .isTrue();
        });
    }

    private static Optional<String> counterpart(String driver, String what) {
        String group = driver.equals("QEMU") ? "kvm" : "lxc";
        return Optional.ofNullable(CHECKS.get(what))
                .or(() -> named(CGROUP, what, name -> group + ".cgroup-" + name))
                .or(() -> named(NAMESPACE, what, name -> group + ".namespace-" + name));
    }

    private static Optional<String> named(Pattern pattern, String what, Function<String, String> check) {
        Matcher matcher = pattern.matcher(what);
        return matcher.matches() ? Optional.of(check.apply(matcher.group(1))) : Optional.empty();
    }
}
