/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link Live} does. */
final class LiveExtension implements ExecutionCondition, ParameterResolver {

    private final Map<String, String> environment;

    LiveExtension() {
        this(System.getenv());
    }

    LiveExtension(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), Live.class)
                .map(live -> decide(Stream.of(live.value())))
                .orElseGet(() -> enabled("needs no engine"));
    }

    ConditionEvaluationResult decide(Stream<Engine> engines) {
        Map<Engine, String> missing = engines.filter(engine -> engine.missing().isPresent())
                .collect(Collectors.toMap(
                        engine -> engine, engine -> engine.missing().orElseThrow(), (a, b) -> a));
        if (missing.isEmpty()) {
            return enabled("all engines are here");
        }
        String reason = String.join("; ", missing.values());
        if ("true".equals(environment.get("CI")) && missing.keySet().stream().anyMatch(Engine::mustBeInCi)) {
            throw new ExtensionConfigurationException("CI=true, and an engine is missing: " + reason);
        }
        return disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter).orElseThrow().get();
    }

    private static Optional<Supplier<Object>> find(ParameterContext parameter) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Libvirtd.class) {
            return Optional.of(Libvirtd::shared);
        }
        return type == GuestImages.class ? Optional.of(GuestImages::get) : Optional.empty();
    }
}
