def test_health_needs_no_session(browser):
    response = browser.get("/health")
    assert (response.status_code, response.json) == (200, {"status": "ok"})


def test_ready_names_what_is_degraded(browser):
    response = browser.get("/health/ready")
    assert response.status_code == 200
    assert response.json["checks"]["database"] == "ok"
    assert response.json["checks"]["migrations"] == "ok"
    assert response.json["status"] == "degraded"
