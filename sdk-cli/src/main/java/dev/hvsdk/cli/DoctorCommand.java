/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.host.doctor.CheckGroup;
import dev.hvsdk.host.doctor.Diagnosis;
import dev.hvsdk.host.doctor.HostCheck;
import dev.hvsdk.host.doctor.HostDoctor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks whether the machine can do what it is meant for. */
@Command(
        name = "doctor",
        description = {
            "Check whether this machine can do what it is meant for: a line for each check with PASS, WARN, FAIL or NOTE, why, and"
                    + " what to do. It changes nothing.",
            "",
            "PASS: as it should be. WARN: it works, and worse than it could, or it could not be found out. FAIL: it does not work."
                    + " NOTE: it does not apply here, or nobody needs it.",
            "",
            "Without CHECKS all of them are done. Needs no privilege; where root would learn more, the check says so."
        },
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no check failed", "1:a check failed", "2:usage error", "3:hv itself failed"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv doctor                      everything, group by group",
            "  hv doctor kvm passthrough      two of the groups: kvm, xen, lxc, containers, passthrough",
            "  hv doctor kvm.device           one check, by the name that it is listed with",
            "  hv doctor --root captured      a host that was captured",
            "  hv doctor kvm --format json | jq -r '.checks[] | select(.verdict == \"fail\") | .remedy'"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final HostOptions host = new HostOptions();

    @Parameters(
            paramLabel = "CHECKS",
            arity = "0..*",
            description = "Groups (kvm, xen, lxc, containers, passthrough) or single checks, such as kvm.device.")
    private final List<String> names = new ArrayList<>();

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Set<HostCheck> chosen = new LinkedHashSet<>();
        names.forEach(name -> chosen.addAll(named(name)));
        Diagnosis diagnosis = HostDoctor.of(host.host()).examine(names.isEmpty() ? HostDoctor.checks() : chosen);
        host.output()
                .answer(session, json -> DoctorJson.write(json, diagnosis), page -> DoctorPage.show(page, diagnosis));
        return diagnosis.hasFailures() ? ExitCode.CHECK_FAILED : ExitCode.OK;
    }

    private static List<HostCheck> named(String name) {
        List<HostCheck> checks = HostDoctor.checks().stream()
                .filter(check -> check.id().equals(name) || check.group().id().equals(name))
                .toList();
        if (checks.isEmpty()) {
            throw new UsageException("there is no check '" + name + "'" + meant(name), null);
        }
        return checks;
    }

    private static String meant(String name) {
        List<String> groups = Stream.of(CheckGroup.values()).map(CheckGroup::id).toList();
        Set<String> all = new LinkedHashSet<>(groups);
        HostDoctor.checks().forEach(check -> all.add(check.id()));
        String meant = Suggestions.meant(name, all);
        return meant.isEmpty() ? "; the groups are " + String.join(", ", groups) : meant;
    }
}
