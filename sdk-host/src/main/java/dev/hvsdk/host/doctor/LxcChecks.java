/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the kernel has what containers of LXC are made of. */
final class LxcChecks {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
    private static final String RELEASE = "/proc/sys/kernel/osrelease";

    private LxcChecks() {}

    static List<HostCheck> all() {
        List<HostCheck> checks = new ArrayList<>();
        checks.add(check("kernel", "Linux 2.6.26 or newer", LxcChecks::kernel));
        List.of("ipc", "mnt", "pid", "uts", "net", "user")
                .forEach(kind -> checks.add(check(
                        "namespace-" + kind,
                        "namespaces of the kind " + kind,
                        patient -> Namespaces.one(patient, kind))));
        checks.addAll(Cgroups.checks(
                CheckGroup.LXC, Verdict.FAIL, "cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio"));
        checks.add(check("fuse", "FUSE, for a container's own /proc/meminfo", LxcChecks::fuse));
        checks.add(check("user-namespaces", "containers of users who are not root", Namespaces::unprivileged));
        return List.copyOf(checks);
    }

    private static HostCheck check(String name, String title, Examination examination) {
        return new HostCheck(CheckGroup.LXC, name, title, examination);
    }

    private static Outcome kernel(Patient patient) {
        String release = patient.files().attribute(RELEASE).value().orElse("");
        Matcher version = VERSION.matcher(release);
        if (!version.matches()) {
            return Outcome.unknown(RELEASE + " cannot be read", "look on the host: uname -r");
        }
        int number = 1_000_000 * Integer.parseInt(version.group(1))
                + 1_000 * Integer.parseInt(version.group(2))
                + (version.group(3) == null ? 0 : Integer.parseInt(version.group(3)));
        return number >= 2_006_026
                ? Outcome.pass("Linux " + release)
                : Outcome.fail("Linux " + release + " is too old", "Boot a newer kernel");
    }

    private static Outcome fuse(Patient patient) {
        if (patient.files().exists("/sys/fs/fuse/connections")) {
            return Outcome.pass("/sys/fs/fuse/connections is there");
        }
        return patient.withoutSysfs()
                .orElseGet(() -> patient.wasAsked() ? withoutFuse() : Outcome.notCaptured("/sys/fs/fuse/connections"));
    }

    private static Outcome withoutFuse() {
        return Outcome.warn(
                "/sys/fs/fuse/connections is not there, so containers see the memory and CPUs of the whole host",
                "modprobe fuse; in a container, mount it: mount -t fusectl none /sys/fs/fuse/connections");
    }
}
