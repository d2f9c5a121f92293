/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.natives;

import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.backend.LibvirtBackend;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that needs libvirt's library and nothing else: skipped where it is missing, and failed where {@code CI=true}. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsLibvirt.Condition.class)
public @interface NeedsLibvirt {
    /** Asks the backend's own probe. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Support<String> probe = LibvirtBackend.probe("libvirt");
            if (probe.isAvailable()) {
                return ConditionEvaluationResult.enabled("libvirt is here");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new ExtensionConfigurationException("CI=true, and libvirt is missing: " + probe);
            }
            return ConditionEvaluationResult.disabled(probe.toString());
        }
    }
}
