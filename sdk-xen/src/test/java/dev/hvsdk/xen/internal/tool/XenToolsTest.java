/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorException.Conflict;
import dev.hvsdk.api.HypervisorException.HostFailure;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.PermissionDenied;
import dev.hvsdk.api.HypervisorException.TimedOut;
import dev.hvsdk.api.HypervisorException.Unsupported;
import dev.hvsdk.host.command.CommandResult;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.support.ErrorFactory;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XenToolsTest {
    private static final ErrorFactory ERRORS = ErrorFactory.of("xen-xl").operation("start");

    /** As xl of Xen 4.17.7 said them. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                argumentSet("a guest that is not there", """
                        nosuch is an invalid domain identifier (rc=-6)
                        """, NotFound.class, "nosuch is an invalid domain identifier"),
                argumentSet("a number that is not there", """
                        libxl: error: libxl_domain.c:1183:libxl__destroy_domid: Domain 999:Non-existant domain
                        libxl: error: libxl_domain.c:1137:domain_destroy_callback: Domain 999:Unable to destroy guest
                        destroy failed (rc=-21)
                        """, NotFound.class, "destroy failed"),
                argumentSet(
                        "a name that is taken",
                        """
                        Parsing config from pv.cfg
                        libxl: error: libxl_domain.c:81:libxl__domain_rename: Domain 7:Domain with name "lead1" already exists.
                        libxl: error: libxl_create.c:1296:initiate_domain_create: Domain 7:cannot make domain: -6
                        """,
                        Conflict.class,
                        "xl create failed: Domain with name \"lead1\" already exists."),
                argumentSet("more memory than there is", """
                        Parsing config from big.cfg
                        xc: error: panic: xg_dom_boot.c:119: xc_dom_boot_mem_init: can't allocate low memory for domain: Out of memory
                        libxl: error: libxl_dom.c:586:libxl__build_dom: xc_dom_boot_mem_init failed: Cannot allocate memory
                        """, HostFailure.class, "not enough free memory"),
                argumentSet(
                        "a kernel that is not there", """
                        Parsing config from nok.cfg
                        xc: error: panic: xg_dom_core.c:205: failed to open file '/guests/nothing': No such file or directory: Internal error
                        libxl: error: libxl_dom.c:646:libxl__build_pv: xc_dom_kernel_file failed: No such file or directory
                        """, HostFailure.class, "failed to open file '/guests/nothing'"),
                argumentSet("a user who is not root", """
                        xencall: error: Could not obtain handle on privileged command interface: Permission denied
                        libxl: error: libxl.c:102:libxl_ctx_alloc: cannot open libxc handle: Permission denied
                        cannot init xl context
                        """, PermissionDenied.class, "may not control Xen"),
                argumentSet("a machine without Xen", """
                        xencall: error: Could not obtain handle on privileged command interface: No such file or directory
                        libxl: error: libxl.c:102:libxl_ctx_alloc: cannot open libxc handle: No such file or directory
                        cannot init xl context
                        """, Unsupported.class, "not a dom0"),
                argumentSet("a bridge that is not there", """
                        libxl: error: libxl_exec.c:117:libxl_report_child_exitstatus: /etc/xen/scripts/vif-bridge online [764] exited with error status 1
                        libxl: error: libxl_device.c:1337:device_hotplug_child_death_cb: script: Could not find bridge device nobr
                        libxl: error: libxl_device.c:1481:device_addrm_aocomplete: Domain 2:Unable to add vif with id 2
                        libxl_device_nic_add failed.
                        """, NotFound.class, "failed"),
                argumentSet("a guest that keeps its disk", """
                        libxl: error: libxl_device.c:1181:device_backend_callback: Domain 2:unable to remove device with path /local/domain/0/backend/vbd/2/51728
                        libxl: error: libxl_device.c:1481:device_addrm_aocomplete: Domain 2:Unable to remove vbd with id 51728
                        libxl_device_disk_safe_remove failed.
                        """, TimedOut.class, "unable to remove device"),
                argumentSet("a guest that does not suspend", """
                        Saving to /root/one.save new xl format (info 0x3/0x0/1458)
                        xc: info: Saving domain 2, type x86 PV
                        libxl: error: libxl_dom_suspend.c:372:suspend_common_wait_guest_timeout: Domain 2:guest did not suspend, timed out
                        xc: error: save callback suspend() failed: 0: Internal error
                        Failed to save domain, resuming domain
                        """, TimedOut.class, "guest did not suspend, timed out"),
                argumentSet("nothing", "", HostFailure.class, "it said nothing"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void tellsOneOfTheEightErrors(String said, Class<? extends HypervisorException> type, String what) {
        XenTools tools = tools(command -> CommandResult.of(1, "", said));

        HypervisorException error =
                catchThrowableOfType(type, () -> tools.xl(ERRORS, Duration.ofSeconds(5), "create", "x"));
        assertThat(error).hasMessageContaining(what);
        assertThat(error.nativeError()).hasValueSatisfying(host -> {
            assertThat(host.source()).isEqualTo("xl");
            assertThat(host.code()).isEqualTo("exit code 1");
            assertThat(host.text()).isEqualTo(said.strip());
        });
    }

    @Test
    void tellsNothingOfAFileThatXlCannotRead() {
        XenTools tools = tools(
                command -> CommandResult.of(
                        1,
                        "",
                        "Parsing config from a.cfg\na.cfg:1: config parsing error near `\"s3cret': lexical error\nFailed to parse config: Invalid argument\n"));

        assertThatThrownBy(() -> tools.change(ERRORS, "create", "a.cfg"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("a.cfg:1: config parsing error")
                .satisfies(error -> assertThat(((HostFailure) error)
                                .nativeError()
                                .orElseThrow()
                                .text())
                        .doesNotContain("s3cret"));
    }

    @Test
    void saysThatAHostHasNoXl() {
        XenTools tools = new XenTools("xen-xl", CommandRunner.local(), tool -> "/nonexistent/" + tool);

        assertThatThrownBy(() -> tools.xl(ERRORS, Duration.ofSeconds(5), "list"))
                .isInstanceOf(Unsupported.class)
                .hasMessageContaining("the host has no xl");
    }

    @Test
    void refusesAnAnswerThatWasCutOff() {
        XenTools tools = tools(command -> CommandResult.of(0, "Name", "").truncated());

        assertThatThrownBy(() -> tools.xl(ERRORS, Duration.ofSeconds(5), "list"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("xl list");
    }

    private static XenTools tools(CommandRunner runner) {
        return new XenTools("xen-xl", runner, UnaryOperator.identity());
    }
}
